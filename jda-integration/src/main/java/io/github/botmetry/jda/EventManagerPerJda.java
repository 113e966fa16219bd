package io.github.botmetry.jda;

import io.github.botmetry.jda.gateway.EventPool;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.hooks.IEventManager;

/**
 * Stands on a builder without an event manager of the bot's, and gives each JDA one of its own, as JDA itself does.
 *
 * <p>JDA hands this one object to every build and does not say for which JDA it registers a listener. So the listeners of a
 * build wait by its thread until its JDA is seen, with its first event or request, both of which come before {@code build()}
 * returns; from then on this JDA has a manager without a detour. Thread-safe.
 */
final class EventManagerPerJda implements IEventManager {

    private final EventFrames frames;
    private final Supplier<? extends IEventManager> make;

    /** By the thread that builds, the oldest first: a pool that is not observed hides that thread. */
    private final Map<Thread, IEventManager> building = new LinkedHashMap<>();

    EventManagerPerJda(EventFrames frames, Supplier<? extends IEventManager> make) {
        this.frames = frames;
        this.make = make;
    }

    boolean isOfSameBotmetry(EventFrames others) {
        return frames.isOfSameBotmetry(others);
    }

    boolean isClosed() {
        return frames.isClosed();
    }

    /** Gives a JDA its own manager, unless it has one by now. */
    static void seen(JDA jda) {
        if (jda.getEventManager() instanceof EventManagerPerJda shared) {
            shared.of(jda);
        }
    }

    private synchronized IEventManager of(JDA jda) {
        IEventManager current = jda.getEventManager();
        if (current != this) {
            return current; // another thread was faster, or the bot has set one
        }
        IEventManager own = take();
        jda.setEventManager(own);
        return own;
    }

    private IEventManager take() {
        IEventManager ofItsThread = building.remove(EventPool.madeBy());
        if (ofItsThread != null) {
            return ofItsThread;
        }
        Iterator<IEventManager> oldest = building.values().iterator();
        if (!oldest.hasNext()) {
            return make.get();
        }
        IEventManager taken = oldest.next();
        oldest.remove();
        return taken;
    }

    @Override
    public synchronized void register(Object listener) {
        Thread builder = Thread.currentThread();
        try {
            building.computeIfAbsent(builder, thread -> make.get()).register(listener);
        } catch (Throwable refused) {
            building.remove(builder); // the build has failed
            throw refused;
        }
    }

    @Override
    public synchronized void unregister(Object listener) {
        IEventManager own = building.get(Thread.currentThread());
        if (own != null) {
            own.unregister(listener);
        }
    }

    @Override
    public void handle(GenericEvent event) {
        of(event.getJDA()).handle(event);
    }

    @Override
    public synchronized List<Object> getRegisteredListeners() {
        IEventManager own = building.get(Thread.currentThread());
        return own == null ? List.of() : own.getRegisteredListeners();
    }
}
