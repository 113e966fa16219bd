package io.github.botmetry.jda;

import net.dv8tion.jda.api.hooks.IEventManager;
import net.dv8tion.jda.api.hooks.InterfacedEventManager;
import org.jspecify.annotations.Nullable;

/** Decorates event managers, each once. */
final class EventManagers {

    private final EventFrames frames;

    EventManagers(EventFrames frames) {
        this.frames = frames;
    }

    /** The manager with our eyes on it; null is the one that JDA takes if it is told none. */
    IEventManager observed(@Nullable IEventManager original) {
        if (original instanceof ObservedEventManager already) {
            if (already.isOfSameBotmetry(frames)) {
                return already;
            }
            throw new IllegalStateException(
                    "eventManager must be the bot's own, was one to which another Botmetry is attached");
        }
        return ObservedEventManager.of(original == null ? new InterfacedEventManager() : original, frames);
    }
}
