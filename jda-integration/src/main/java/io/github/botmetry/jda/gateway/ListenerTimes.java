package io.github.botmetry.jda.gateway;

import io.github.botmetry.guard.Warnings;
import io.github.botmetry.jda.event.ClassNames;
import io.github.botmetry.stats.Counter;
import io.github.botmetry.stats.Stats;
import io.github.botmetry.stats.Timer;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import org.jspecify.annotations.Nullable;

/** How long the listeners of one class take, and which of their calls held up the gateway. Thread-safe, throws nothing. */
public final class ListenerTimes {

    private static final Set<Class<?>> EVERYTHING = Set.of(GenericEvent.class);

    private final String listener;
    private final Means means;
    private final Timers timers;
    private final Counter slow;

    /**
     * The means by which listeners are timed.
     *
     * @param thresholdNanos the shortest call that holds up the gateway
     */
    record Means(Stats stats, Warnings warnings, long thresholdNanos) {}

    /** The timer of a listener that gets every event: its series begins with the first that takes it a millisecond. */
    private static final class LateTimer implements Timer {

        private static final long TAKES_TIME_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

        private final Supplier<Timer> make;
        private volatile @Nullable Timer made;

        LateTimer(Supplier<Timer> make) {
            this.make = make;
        }

        @Override
        public void record(Duration duration) {
            recordNanos(duration.toNanos());
        }

        @Override
        public void recordNanos(long nanos) {
            if (nanos >= TAKES_TIME_NANOS) {
                begin();
            }
            Timer timer = made;
            if (timer != null) {
                timer.recordNanos(nanos);
            }
        }

        void begin() {
            if (made == null) {
                made = make.get();
            }
        }
    }

    /** Keeps nothing of the listener but its name: an event's class holds this as long as it lives. */
    private static final class Timers extends ClassValue<Optional<Timer>> {

        private final Stats stats;
        private final String listener;
        private final Set<Class<?>> handled;

        Timers(Stats stats, String listener, Set<Class<?>> handled) {
            this.stats = stats;
            this.listener = listener;
            this.handled = handled;
        }

        @Override
        protected Optional<Timer> computeValue(Class<?> event) {
            if (handled.equals(EVERYTHING)) {
                return Optional.of(new LateTimer(() -> timer(event)));
            }
            return handled.stream().anyMatch(type -> type.isAssignableFrom(event))
                    ? Optional.of(timer(event))
                    : Optional.empty();
        }

        private Timer timer(Class<?> event) {
            return stats.timer(GatewayDefinitions.LISTENER_DURATION, listener, ClassNames.simple(event));
        }
    }

    ListenerTimes(Class<?> type, String listener, Means means) {
        this.listener = listener;
        this.means = means;
        this.timers = new Timers(means.stats(), listener, handled(type));
        this.slow = means.stats().counter(GatewayDefinitions.SLOW_LISTENERS, listener);
    }

    /**
     * The events that a listener of this class may work at.
     *
     * <p>Of a {@link ListenerAdapter} only those that it has a method of its own for: most adapters ignore most events, and
     * timing nothing would cost every event twice a look at the clock for each of them.
     */
    private static Set<Class<?>> handled(Class<?> type) {
        if (!ListenerAdapter.class.isAssignableFrom(type)) {
            return EVERYTHING;
        }
        Set<Class<?>> handled = new HashSet<>();
        try {
            for (Class<?> own = type; own != ListenerAdapter.class; own = own.getSuperclass()) {
                for (Method method : own.getDeclaredMethods()) {
                    if (method.getParameterCount() == 1) {
                        handled.add(method.getParameterTypes()[0]);
                    }
                }
            }
        } catch (LinkageError e) {
            return EVERYTHING; // a method names a class that is not there
        }
        return handled;
    }

    /** The timer of this listener for such an event; null if the listener does nothing with it. */
    @Nullable
    public Timer timer(GenericEvent event) {
        return timers.get(event.getClass()).orElse(null);
    }

    /** A subscribed method is over: it was asked for. */
    public void took(GenericEvent event, long nanos) {
        Timer timer = timer(event);
        if (timer instanceof LateTimer late) {
            late.begin();
        }
        if (timer != null) {
            took(timer, event, nanos);
        }
    }

    /** A call is over, also one that failed. */
    public void took(Timer timer, GenericEvent event, long nanos) {
        timer.recordNanos(nanos);
        if (nanos >= means.thresholdNanos() && ReadingThread.isCurrent()) {
            heldUp(event, nanos);
        }
    }

    private void heldUp(GenericEvent event, long nanos) {
        slow.incr();
        means.warnings()
                .warn(
                        "slow-listener",
                        listener,
                        "held the gateway's reading thread for " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms in "
                                + ClassNames.simple(event.getClass())
                                + ": meanwhile the shard hears nothing, not even answers to its heartbeats",
                        "let a thread of the bot do what takes long, or set an event pool");
    }
}
