package io.github.botmetry.jda.gateway;

import io.github.botmetry.jda.event.ClassNames;
import io.github.botmetry.stats.Counter;
import io.github.botmetry.stats.Stats;
import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.ExceptionEvent;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.StatusChangeEvent;
import net.dv8tion.jda.api.events.http.HttpRequestEvent;
import net.dv8tion.jda.api.events.session.GenericSessionEvent;
import net.dv8tion.jda.api.events.session.SessionDisconnectEvent;
import net.dv8tion.jda.api.events.session.SessionInvalidateEvent;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import org.jspecify.annotations.Nullable;

/** One JDA, as its events show it. Holds it weakly, so that none lives on for its numbers. Thread-safe. */
public final class Shard {

    private static final String EVENTS_OF_JDA = "net.dv8tion.jda.api.events.";

    /** Events that JDA makes itself, also while Discord is silent. */
    private static final Set<Class<?>> NOT_FROM_DISCORD = Set.of(
            ExceptionEvent.class,
            HttpRequestEvent.class,
            SessionDisconnectEvent.class,
            SessionInvalidateEvent.class,
            ShutdownEvent.class,
            StatusChangeEvent.class);

    private static final long RESOLUTION_NANOS = 1_000_000;
    private static final long NEVER = Long.MIN_VALUE;

    private final int number;
    private final WeakReference<JDA> jda;
    private final EventKinds kinds;
    private final ReadingThread reading = new ReadingThread();
    private final AtomicLong heardNanos = new AtomicLong(NEVER);
    private final AtomicBoolean invalid = new AtomicBoolean();
    private volatile boolean wasConnected;

    /** Facts about the events of one class. */
    private record EventKind(Counter count, boolean isHeard, boolean isOfSession) {}

    /** No part of the shard, since a class holds what is kept for it as long as it lives. */
    private static final class EventKinds extends ClassValue<EventKind> {

        private final Stats stats;
        private final String shard;

        EventKinds(Stats stats, String shard) {
            this.stats = stats;
            this.shard = shard;
        }

        @Override
        protected EventKind computeValue(Class<?> event) {
            boolean heard = event.getName().startsWith(EVENTS_OF_JDA) && !NOT_FROM_DISCORD.contains(event);
            boolean ofSession = event == StatusChangeEvent.class || GenericSessionEvent.class.isAssignableFrom(event);
            return new EventKind(
                    stats.counter(GatewayDefinitions.EVENTS, ClassNames.simple(event), shard), heard, ofSession);
        }
    }

    Shard(@Nullable JDA jda, Stats stats) {
        JDA.ShardInfo info = jda == null ? null : jda.getShardInfo();
        this.number = info == null ? 0 : info.getShardId();
        this.jda = new WeakReference<>(jda);
        this.kinds = new EventKinds(stats, Integer.toString(number));
    }

    int number() {
        return number;
    }

    public boolean isOf(@Nullable JDA other) {
        return jda.get() == other;
    }

    /** This thread begins to handle an event; give the result to {@link #endEvent}. */
    public long beginEvent(long nowNanos) {
        return reading.begin(nowNanos);
    }

    public void endEvent(long before) {
        reading.end(before);
    }

    ReadingThread reading() {
        return reading;
    }

    /**
     * Counts an event.
     *
     * @return whether it says something about the session, so that it has to be looked at
     */
    boolean received(GenericEvent event, long nowNanos) {
        EventKind kind = kinds.get(event.getClass());
        kind.count.incr();
        if (kind.isHeard) {
            heard(nowNanos);
        }
        return kind.isOfSession;
    }

    /** Seldom written, for the sake of the threads of an event pool that all want to. */
    private void heard(long nowNanos) {
        long last = heardNanos.getOpaque();
        if (last == NEVER || nowNanos - last >= RESOLUTION_NANOS) {
            heardNanos.setOpaque(nowNanos);
        }
    }

    void connected() {
        wasConnected = true;
    }

    /** A session begins or goes on. */
    void sessionIsValid() {
        invalid.set(false);
    }

    /** The session was lost, and all caches with it; false if that was known: JDA says it twice. */
    boolean sessionIsLost() {
        return invalid.compareAndSet(false, true);
    }

    /** Asked of the JDA: the event of its end may have been thrown away with the bot's event pool. */
    boolean isLiving() {
        JDA bot = jda.get();
        return bot != null && !JdasOfBuilder.isOver(bot.getStatus());
    }

    boolean isConnected() {
        JDA bot = jda.get();
        return bot != null && bot.getStatus() == JDA.Status.CONNECTED;
    }

    /** Reads what is only known while connected; NaN at other times. */
    double whileConnected(ToDoubleFunction<JDA> reading) {
        JDA bot = jda.get();
        return bot == null || bot.getStatus() != JDA.Status.CONNECTED ? Double.NaN : reading.applyAsDouble(bot);
    }

    /** Reads what a JDA knows once its guilds have loaded, also while it is away to resume; NaN before. */
    double onceLoaded(ToDoubleFunction<JDA> reading) {
        JDA bot = jda.get();
        boolean loaded = bot != null && !invalid.get() && (wasConnected || bot.getStatus() == JDA.Status.CONNECTED);
        return loaded ? reading.applyAsDouble(bot) : Double.NaN;
    }

    /** For how many seconds Discord has said nothing; NaN before it said anything. */
    double silenceSeconds(long nowNanos) {
        long heard = heardNanos.getOpaque();
        return heard == NEVER ? Double.NaN : Math.max(0, nowNanos - heard) / 1e9;
    }
}
