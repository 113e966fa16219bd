package io.github.botmetry.jda;

import io.github.botmetry.jda.gateway.ListenerSnapshots;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.hooks.IEventManager;
import net.dv8tion.jda.api.hooks.InterfacedEventManager;

/** Calls the listeners of the bot's own {@link InterfacedEventManager}. */
final class InterfacedListeners extends ListenersOfManager {

    private final ListenerSnapshots<EventListener[]> snapshots;

    InterfacedListeners(IEventManager original, UnaryOperator<Object> observed) {
        super(original);
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
    public void handle(GenericEvent event) {
        for (EventListener listener : snapshots.current()) {
            try {
                listener.onEvent(event);
            } catch (Throwable error) {
                logUncaught(error);
                if (error instanceof Error fatal) {
                    throw fatal;
                }
            }
        }
    }
}
