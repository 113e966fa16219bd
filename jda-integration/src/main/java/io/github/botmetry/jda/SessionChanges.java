package io.github.botmetry.jda;

import io.github.botmetry.event.SessionChange;
import io.github.botmetry.event.SessionChange.Kind;
import net.dv8tion.jda.api.events.session.GenericSessionEvent;
import net.dv8tion.jda.api.events.session.SessionDisconnectEvent;
import org.jspecify.annotations.Nullable;

/** What JDA's events say of its session at the gateway. */
final class SessionChanges {

    private SessionChanges() {}

    /** Null if the event tells of no loss and no return: the first login and the end of the bot are wanted. */
    static @Nullable SessionChange of(GenericSessionEvent event) {
        @Nullable
        Kind kind = switch (event.getState()) {
            case DISCONNECTED -> Kind.DISCONNECTED;
            case RESUMED -> Kind.RESUMED;
            case RECREATED -> Kind.RECREATED;
            case INVALIDATED -> Kind.INVALIDATED;
            default -> null;
        };
        return kind == null
                ? null
                : new SessionChange(kind, event.getJDA().getShardInfo().getShardId(), code(event));
    }

    /** Of the side that closed. */
    private static int code(GenericSessionEvent event) {
        if (!(event instanceof SessionDisconnectEvent disconnect)) {
            return 0;
        }
        var frame =
                disconnect.isClosedByServer() ? disconnect.getServiceCloseFrame() : disconnect.getClientCloseFrame();
        return frame == null ? 0 : frame.getCloseCode();
    }
}
