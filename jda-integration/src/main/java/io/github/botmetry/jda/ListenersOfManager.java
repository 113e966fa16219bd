package io.github.botmetry.jda;

import java.util.List;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.hooks.IEventManager;
import net.dv8tion.jda.internal.utils.JDALogger;
import org.slf4j.Logger;

/**
 * Calls the listeners of a manager of JDA's own class in its place and as it does, since it shows nobody what they throw.
 *
 * <p>They stay in the bot's manager as they are, which the bot may ask and change.
 */
abstract class ListenersOfManager implements IEventManager {

    /** JDA's own way to a logger, which also works without SLF4J's provider. */
    private static final Logger LOG = JDALogger.getLog(JDA.class);

    private final IEventManager original;

    ListenersOfManager(IEventManager original) {
        this.original = original;
    }

    @Override
    public final void register(Object listener) {
        original.register(listener);
    }

    @Override
    public final void unregister(Object listener) {
        original.unregister(listener);
    }

    @Override
    public final List<Object> getRegisteredListeners() {
        return original.getRegisteredListeners();
    }

    static void logUncaught(Throwable error) {
        LOG.error("One of the EventListeners had an uncaught exception", error);
    }

    static void logInaccessible(Throwable error) {
        LOG.error("Couldn't access annotated EventListener method", error);
    }
}
