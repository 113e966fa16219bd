package io.github.botmetry.jda;

import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.Scope;
import io.github.botmetry.jda.gateway.DefaultScheduler;
import io.github.botmetry.jda.gateway.Shard;
import java.util.ArrayList;
import java.util.List;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.StatusChangeEvent;
import net.dv8tion.jda.api.hooks.AnnotatedEventManager;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.hooks.IEventManager;
import net.dv8tion.jda.api.hooks.InterfacedEventManager;
import org.jspecify.annotations.Nullable;

/**
 * The bot's own event manager with a frame round each event and a guard round each listener.
 *
 * <p>The frame is open while the manager logs what a listener threw, so that the log line belongs to the event. What
 * listeners throw goes on to the manager as if nobody had looked.
 */
final class ObservedEventManager implements IEventManager {

    private final IEventManager original;
    private final IEventManager delegate;
    private final EventFrames frames;
    private final ObservedEvents events;

    /** True if we call the listeners; the bot's manager then has them as they are. */
    private final boolean callsItself;

    /** Of the last event: mostly there is one JDA for a manager. A race at worst looks it up once more. */
    private Shard lastShard;

    private ObservedEventManager(IEventManager original, IEventManager delegate, ObservedEvents events) {
        this.original = original;
        this.delegate = delegate;
        this.frames = events.frames();
        this.events = events;
        this.callsItself = delegate instanceof ListenersOfManager;
        this.lastShard = events.shards().of(null);
    }

    /** The manager that JDA has, where it has to be of another class than this. */
    interface Holder {
        ObservedEventManager observed();

        /** The manager that the bot chose. */
        default IEventManager original() {
            return observed().original();
        }
    }

    /** The manager that the bot chose, for the one that JDA has; the same if that is not observed. */
    static IEventManager original(IEventManager manager) {
        if (manager instanceof Holder holder) {
            return holder.original();
        }
        return manager instanceof ObservedEventManager observed ? observed.original() : manager;
    }

    /** The observed one behind a manager that JDA has; null if it is not observed. */
    static @Nullable ObservedEventManager in(@Nullable IEventManager manager) {
        if (manager instanceof Holder holder) {
            return holder.observed();
        }
        return manager instanceof ObservedEventManager observed ? observed : null;
    }

    /** Decorates the manager, for listeners that come from now on. */
    static ObservedEventManager over(IEventManager original, ObservedEvents events) {
        return new ObservedEventManager(original, original, events);
    }

    /** A manager as JDA makes it where the bot has none. */
    static IEventManager likeJdas(ObservedEvents events) {
        return CastableManagers.of(over(new InterfacedEventManager(), events));
    }

    /** Decorates the bot's manager; the listeners that it already has are observed from now on. */
    static IEventManager of(IEventManager original, ObservedEvents events) {
        IEventManager calling = calling(original, events);
        ObservedEventManager manager = new ObservedEventManager(original, calling == null ? original : calling, events);
        if (calling == null) {
            manager.takeOver(original);
        }
        return CastableManagers.of(manager);
    }

    /** For managers of JDA's own classes, exactly: they call their listeners in a way that is known. */
    private static @Nullable IEventManager calling(IEventManager original, ObservedEvents events) {
        if (original.getClass() == AnnotatedEventManager.class) {
            return new AnnotatedListeners(original, events.frames(), events.listeners());
        }
        return original.getClass() == InterfacedEventManager.class
                ? new InterfacedListeners(original, listener -> observed(listener, events, original))
                : null;
    }

    private void takeOver(IEventManager manager) {
        List<Object> present = List.copyOf(manager.getRegisteredListeners());
        if (present.stream().anyMatch(this::isObservedElsewhere)) {
            throw new IllegalStateException("eventManager must not be shared by bots with a Botmetry each, was \""
                    + manager + "\", whose listeners another Botmetry observes");
        }
        for (Object listener : present) {
            if (observed(listener) != listener) {
                manager.unregister(listener);
                register(listener);
            }
        }
    }

    private boolean isObservedElsewhere(Object listener) {
        return listener instanceof WrappedListener observed
                && !observed.frames().isOfSameBotmetry(frames)
                && !observed.frames().isClosed();
    }

    /** The manager that the bot chose. */
    IEventManager original() {
        return original;
    }

    boolean isOfSameBotmetry(EventFrames frames) {
        return this.frames.isOfSameBotmetry(frames);
    }

    boolean isClosed() {
        return frames.isClosed();
    }

    @Override
    public void register(Object listener) {
        delegate.register(observed(listener));
    }

    @Override
    public void unregister(Object listener) {
        delegate.unregister(observed(listener));
    }

    /** The listener as the manager is to have it. */
    Object observed(Object listener) {
        return callsItself ? listener : observed(listener, events, original);
    }

    /**
     * Only what is a plain {@link EventListener}, or suspends: other managers look for methods in the listener's own class.
     */
    private static Object observed(Object given, ObservedEvents events, IEventManager manager) {
        Object listener = given instanceof WrappedListener left && left.frames().isClosed() ? left.original() : given;
        boolean plain = listener instanceof EventListener
                && !(listener instanceof ObservedListener)
                && !looksForMethods(manager, listener);
        return plain
                ? new ObservedListener(
                        (EventListener) listener,
                        events.frames(),
                        events.listeners().of(listener))
                : JdaKtx.observed(listener, events);
    }

    /** True if the manager may call methods of the listener's own class; JDA's interfaced one does not. */
    private static boolean looksForMethods(IEventManager manager, Object listener) {
        return manager.getClass() != InterfacedEventManager.class
                && (manager instanceof AnnotatedEventManager
                        || AnnotatedListeners.hasSubscriptions(listener.getClass()));
    }

    /** As the manager lists them, with the bot's own objects. */
    @Override
    public List<Object> getRegisteredListeners() {
        return originals(delegate.getRegisteredListeners());
    }

    /** Also inside nested lists, which a Kotlin manager is known to give. */
    private static List<Object> originals(List<?> listeners) {
        List<Object> originals = new ArrayList<>(listeners.size());
        for (Object listener : listeners) {
            if (listener instanceof WrappedListener observed) {
                originals.add(observed.original());
            } else {
                originals.add(listener instanceof List<?> nested ? originals(nested) : listener);
            }
        }
        return List.copyOf(originals);
    }

    @Override
    public void handle(GenericEvent event) {
        if (event instanceof StatusChangeEvent change) {
            DefaultScheduler.seen(change.getJDA());
        }
        long now = System.nanoTime();
        Shard shard = events.shards().received(shard(event), event, now);
        long before = shard.beginEvent(now);
        try {
            handle(event, now);
        } finally {
            shard.endEvent(before);
        }
    }

    private Shard shard(GenericEvent event) {
        JDA jda = jda(event);
        Shard last = lastShard;
        if (last.isOf(jda)) {
            return last;
        }
        Shard found = events.shards().of(jda);
        lastShard = found;
        return found;
    }

    /** A bot's own events may have none. */
    private static @Nullable JDA jda(GenericEvent event) {
        try {
            return event.getJDA();
        } catch (RuntimeException e) {
            return null;
        }
    }

    private void handle(GenericEvent event, long nowNanos) {
        EventFrame frame = events.reception().received(event, nowNanos);
        if (frame.isObserved()) {
            handleObserved(frame, event);
            return;
        }
        EventFrame previous = frame.push();
        try {
            handOver(frame, event);
        } finally {
            EventFrame.pop(previous);
        }
    }

    private void handleObserved(EventFrame frame, GenericEvent event) {
        try (Scope scope = frame.enter()) {
            handOver(frame, event);
        } finally {
            events.reception().handled(frame);
        }
    }

    private void handOver(EventFrame frame, GenericEvent event) {
        try {
            delegate.handle(event);
        } catch (Throwable error) {
            frame.failed(EventFrames.listenerFailure(error));
            throw error;
        }
    }
}
