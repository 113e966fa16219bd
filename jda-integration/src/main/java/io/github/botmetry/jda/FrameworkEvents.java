package io.github.botmetry.jda;

import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.event.EventFrame;
import io.github.botmetry.jda.event.GatewayEvent;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import org.jspecify.annotations.Nullable;

/**
 * Tell what a command framework found in a message, turned down, or caught.
 *
 * <pre>{@code
 * FrameworkEvents events = integration.frameworkEvents();
 * events.command(message, "rank");                     // the framework knows what the message is
 * events.rejected(message, "cooldown");
 * String report = events.failed(event, exception);     // it catches exceptions: nobody else sees them
 * }</pre>
 *
 * <p>For the hooks of a framework, so that no command needs a change; docs/frameworks.md has them for the known ones. Slash
 * commands, components and modals are seen without. Thread-safe. Nothing of it throws.
 */
public final class FrameworkEvents {

    private final EventFrames frames;
    private final FoundCommands found;

    FrameworkEvents(EventFrames frames, FoundCommands found) {
        this.frames = frames;
        this.found = found;
        found.expect();
    }

    /**
     * The message is this text command, from now on until the listener that is called with it returns. The first that is
     * found in a message counts; on another thread than the listener's nothing happens.
     *
     * @param name of few values and never what a user made up, such as {@code config set}
     */
    public void command(MessageReceivedEvent message, String name) {
        EventFrame outer = CurrentEvent.frame();
        if (outer != null && found.isOpen() && frames.isMessage(outer, message)) {
            GatewayEvent received = frames.gateway(message, outer.event().receivedNanos());
            found.entered(frames.starter().textCommand(received, name).enter());
        }
    }

    /** The framework turned the event down: permission, cooldown, bad argument. See {@link CurrentEvent#reject}. */
    public void rejected(GenericEvent event, String reason) {
        EventFrame previous = frames.of(event).push();
        try {
            CurrentEvent.reject(reason);
        } finally {
            EventFrame.pop(previous);
        }
    }

    /**
     * A handler of this event threw, and the framework caught it; reported once, however often it is called.
     *
     * @return the id of the report, to be shown to the user; null if no report was made
     */
    public @Nullable String failed(GenericEvent event, Throwable error) {
        return frames.of(event).failed(EventFrames.listenerFailure(error));
    }
}
