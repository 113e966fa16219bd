package io.github.botmetry.jda.gateway;

import com.neovisionaries.ws.client.WebSocketFrame;
import io.github.botmetry.event.EventDispatcher;
import io.github.botmetry.event.SessionChange;
import io.github.botmetry.event.SessionChange.Kind;
import io.github.botmetry.stats.Stats;
import net.dv8tion.jda.api.events.session.SessionDisconnectEvent;
import net.dv8tion.jda.api.requests.CloseCode;

/** Counts the ends and resumes of sessions, and notifies observers. */
final class SessionCounts {

    private static final String NONE = "none";
    private static final String BY_DISCORD = "discord";
    private static final String BY_BOT = "bot";

    /** From here on codes are Discord's own, one of which JDA borrows to close a session that it wants to resume. */
    private static final int FIRST_OF_DISCORD = 4000;

    private static final int UNKNOWN = 0;

    private final Stats stats;
    private final EventDispatcher events;

    SessionCounts(Stats stats, EventDispatcher events) {
        this.stats = stats;
        this.events = events;
    }

    /** Creates the series that are known beforehand with 0, so that the first session is seen as a change. */
    void begin() {
        for (String change : new String[] {"resumed", "recreated", "invalidated"}) {
            stats.counter(GatewayDefinitions.SESSIONS, change, NONE, NONE);
        }
        for (CloseCode code : CloseCode.values()) {
            if (code != CloseCode.RECONNECT) {
                stats.counter(GatewayDefinitions.SESSIONS, "disconnected", text(code.getCode()), BY_DISCORD);
            }
        }
        stats.counter(GatewayDefinitions.SESSIONS, "disconnected", text(CloseCode.RECONNECT.getCode()), BY_BOT);
        stats.counter(GatewayDefinitions.SESSIONS, "disconnected", text(CloseCode.GRACEFUL_CLOSE.getCode()), BY_BOT);
        stats.counter(GatewayDefinitions.SESSIONS, "disconnected", NONE, NONE);
    }

    private static String text(int code) {
        return Integer.toString(code);
    }

    void resumed(int shard) {
        changed(new SessionChange(Kind.RESUMED, shard, UNKNOWN), NONE);
    }

    void recreated(int shard) {
        changed(new SessionChange(Kind.RECREATED, shard, UNKNOWN), NONE);
    }

    void invalidated(int shard) {
        changed(new SessionChange(Kind.INVALIDATED, shard, UNKNOWN), NONE);
    }

    void disconnected(int shard, SessionDisconnectEvent event) {
        WebSocketFrame ofDiscord = event.getServiceCloseFrame();
        WebSocketFrame ofBot = event.getClientCloseFrame();
        if (event.isClosedByServer() && ofDiscord != null) {
            disconnected(shard, ofDiscord.getCloseCode(), BY_DISCORD);
        } else if (ofBot != null && isOfJda(ofBot.getCloseCode())) {
            disconnected(shard, ofBot.getCloseCode(), BY_BOT);
        } else {
            disconnected(shard, UNKNOWN, NONE);
        }
    }

    /** Other codes are what the WebSocket library says to a connection that broke. */
    private static boolean isOfJda(int code) {
        return code == CloseCode.GRACEFUL_CLOSE.getCode() || code >= FIRST_OF_DISCORD;
    }

    /**
     * JDA shut itself down and gives the close code: without a disconnect where the code does not let it come back.
     *
     * @return whether Discord ended it
     */
    boolean ended(int shard, int code) {
        boolean byDiscord = code >= FIRST_OF_DISCORD && code != CloseCode.RECONNECT.getCode();
        if (byDiscord) {
            disconnected(shard, code, BY_DISCORD);
        }
        return byDiscord;
    }

    private void disconnected(int shard, int code, String closedBy) {
        changed(new SessionChange(Kind.DISCONNECTED, shard, code), closedBy);
    }

    private void changed(SessionChange change, String closedBy) {
        String code = change.code() == UNKNOWN ? NONE : text(change.code());
        String label = change.kind().label();
        stats.counter(GatewayDefinitions.SESSIONS, label, code, closedBy).incr();
        events.sessionChanged(change);
    }
}
