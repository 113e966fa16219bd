package io.github.botmetry.testing;

import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.EventObserver;
import io.github.botmetry.event.Failure;
import io.github.botmetry.event.Observation;
import io.github.botmetry.event.RestCall;
import io.github.botmetry.event.SessionChange;
import io.github.botmetry.stats.Series;
import io.github.botmetry.stats.StatsSink;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Break a part on purpose, to check that all other parts go on.
 *
 * <pre>{@code
 * try (Faults faults = Faults.of(Fault.OUT_OF_MEMORY)) {
 *     Botmetry botmetry = Botmetry.builder().install(integrationOf(faults.sink(mySink))).build();
 *     botmetry.stats().gauge("queue").read(faults.supplier(queue::size));
 *     faults.end(); // from now on all of it works
 * }
 * }</pre>
 *
 * <p>A wrapped part misbehaves before each of its calls, or as often as {@link #times} sets, until {@link #end()}. Thread-safe.
 * {@link #close()} releases every thread that hangs.
 */
public final class Faults implements AutoCloseable {

    private final Strike strike;
    private final Hanging hanging;
    private final AtomicLong left;
    private final AtomicInteger strikes = new AtomicInteger();

    /** A body that does the harm of one fault. */
    @FunctionalInterface
    public interface Strike {
        void run() throws Exception;
    }

    private Faults(Strike strike, Hanging hanging, long times) {
        this.strike = strike;
        this.hanging = hanging;
        this.left = new AtomicLong(times);
    }

    /** Makes faults that strike each time. */
    public static Faults of(Fault fault) {
        Hanging hanging = new Hanging();
        return new Faults(() -> Strikes.strike(fault, hanging), hanging, Long.MAX_VALUE);
    }

    /** Makes faults that call the body each time, such as {@code botmetry::close} inside a callback. */
    public static Faults calling(Strike body) {
        return new Faults(body, new Hanging(), Long.MAX_VALUE);
    }

    /** Limits the strikes from now on to this number. */
    public Faults times(int times) {
        left.set(times);
        return this;
    }

    /** Misbehaves at once, on the calling thread. */
    public void strike() throws Exception {
        if (left.getAndUpdate(now -> Math.max(0, now - 1)) > 0) {
            strikes.incrementAndGet();
            strike.run();
        }
    }

    /** Number of strikes so far. */
    public int strikes() {
        return strikes.get();
    }

    /** Number of threads that hang in it now. */
    public int hanging() {
        return hanging.threads();
    }

    /** Ends all strikes and releases the threads that hang. */
    public void end() {
        left.set(0);
        hanging.end();
    }

    /** Does the same as {@link #end()}. */
    @Override
    public void close() {
        end();
    }

    /** Wraps a sink: its flush misbehaves first. */
    public StatsSink sink(StatsSink sink) {
        return new StatsSink() {
            @Override
            public void flush(Iterable<Series> series) throws Exception {
                strike();
                sink.flush(series);
            }

            @Override
            public Duration interval() {
                return sink.interval();
            }

            @Override
            public Map<String, Long> figures() {
                return sink.figures();
            }

            @Override
            public OptionalLong waiting(Iterable<Series> series) {
                return sink.waiting(series);
            }

            @Override
            public void close(Duration limit) {
                sink.close(limit);
            }
        };
    }

    /** Wraps a sink: all its methods but {@link StatsSink#interval} misbehave first. */
    public StatsSink everywhere(StatsSink sink) {
        StatsSink flushed = sink(sink);
        return new StatsSink() {
            @Override
            public void flush(Iterable<Series> series) throws Exception {
                flushed.flush(series);
            }

            @Override
            public Duration interval() {
                return sink.interval();
            }

            @Override
            public Map<String, Long> figures() {
                return call(sink::figures);
            }

            @Override
            public OptionalLong waiting(Iterable<Series> series) {
                return call(() -> sink.waiting(series));
            }

            @Override
            public void close(Duration limit) {
                closer(sink::close).accept(limit);
            }
        };
    }

    /** Wraps the supplier of a gauge. */
    public DoubleSupplier supplier(DoubleSupplier supplier) {
        return () -> call(supplier::getAsDouble);
    }

    /** Wraps a step for {@code Wiring.onClose}. */
    public Consumer<Duration> closer(Consumer<Duration> closer) {
        return limit -> call(() -> {
            closer.accept(limit);
            return "";
        });
    }

    /** Wraps a task of a scheduler or a thread. */
    public Runnable task(Runnable task) {
        return () -> call(Executors.callable(task));
    }

    /** Wraps a function: a look-up of names, a policy, a normaliser. */
    public <A, R> Function<A, R> function(Function<? super A, ? extends R> function) {
        return argument -> call(() -> function.apply(argument));
    }

    /** Wraps an observer: each notification misbehaves first. */
    public EventObserver observer(EventObserver observer) {
        return new EventObserver() {
            @Override
            public @Nullable Observation begin(BotEvent event) {
                return call(() -> observer.begin(event));
            }

            @Override
            public @Nullable String failed(@Nullable BotEvent event, Failure failure) {
                return call(() -> observer.failed(event, failure));
            }

            @Override
            public void restCompleted(@Nullable BotEvent event, RestCall call) {
                task(() -> observer.restCompleted(event, call)).run();
            }

            @Override
            public void sessionChanged(SessionChange change) {
                task(() -> observer.sessionChanged(change)).run();
            }

            /** Works, since it is called at wiring, where a failure would be thrown. */
            @Override
            public boolean followsEveryEvent() {
                return observer.followsEveryEvent();
            }
        };
    }

    private <T> T call(Callable<T> body) {
        try {
            strike();
            return body.call();
        } catch (Throwable thrown) {
            throw Strikes.undeclared(thrown);
        }
    }
}
