package io.github.botmetry.jda;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.hooks.IEventManager;
import net.dv8tion.jda.api.hooks.InterfacedEventManager;
import net.dv8tion.jda.internal.utils.JDALogger;
import org.slf4j.Logger;

/**
 * Calls the listeners of the bot's own {@link InterfacedEventManager} as that does, since it shows nobody what they throw.
 *
 * <p>They stay in the bot's manager as they are, which the bot may ask and change.
 */
final class InterfacedListeners implements IEventManager {

    private static final Logger LOG = JDALogger.getLog(JDA.class);

    private final IEventManager original;
    private final ListenerSnapshots<EventListener[]> snapshots;

    InterfacedListeners(IEventManager original, UnaryOperator<Object> observed) {
        this.original = original;
        this.snapshots = new ListenerSnapshots<>(
                listenersOf(original),
                listeners -> listeners.stream().map(observed).toArray(EventListener[]::new));
    }

    /** The manager's own list where it can be had: the one that it gives is a copy, for each event. */
    private static Supplier<? extends List<?>> listenersOf(IEventManager manager) {
        try {
            List<?> live =
                    BuilderFields.read(manager, InterfacedEventManager.class, "listeners", CopyOnWriteArrayList.class);
            return live == null ? manager::getRegisteredListeners : () -> live;
        } catch (IllegalStateException hidden) {
            return manager::getRegisteredListeners;
        }
    }

    @Override
    public void register(Object listener) {
        original.register(listener);
    }

    @Override
    public void unregister(Object listener) {
        original.unregister(listener);
    }

    @Override
    public List<Object> getRegisteredListeners() {
        return original.getRegisteredListeners();
    }

    @Override
    public void handle(GenericEvent event) {
        for (EventListener listener : snapshots.current()) {
            try {
                listener.onEvent(event);
            } catch (Throwable error) {
                LOG.error("One of the EventListeners had an uncaught exception", error);
                if (error instanceof Error fatal) {
                    throw fatal;
                }
            }
        }
    }
}
