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
 * Break a part on purpose, to see that everything round it goes on.
 *
 * <pre>{@code
 * try (Faults faults = Faults.of(Fault.OUT_OF_MEMORY)) {
 *     Botmetry botmetry = Botmetry.builder().install(integrationOf(faults.sink(mySink))).build();
 *     botmetry.stats().gauge("queue").read(faults.supplier(queue::size));
 *     faults.end(); // from now on all of it works
 * }
 * }</pre>
 *
 * <p>A part that was wrapped misbehaves before it does its work, each time, or as often as {@link #times} says, until
 * {@link #end()}. Thread-safe. {@link #close()} lets go every thread that hangs.
 */
public final class Faults implements AutoCloseable {

    private final Strike strike;
    private final Hanging hanging;
    private final AtomicLong left;
    private final AtomicInteger strikes = new AtomicInteger();

    /** Does the harm of one fault. */
    @FunctionalInterface
    public interface Strike {
        void run() throws Exception;
    }

    private Faults(Strike strike, Hanging hanging, long times) {
        this.strike = strike;
        this.hanging = hanging;
        this.left = new AtomicLong(times);
    }

    /** Strikes each time. */
    public static Faults of(Fault fault) {
        Hanging hanging = new Hanging();
        return new Faults(() -> Strikes.strike(fault, hanging), hanging, Long.MAX_VALUE);
    }

    /** Calls something each time, such as {@code botmetry::close}: callbacks may call back. */
    public static Faults calling(Strike body) {
        return new Faults(body, new Hanging(), Long.MAX_VALUE);
    }

    /** Strikes as often as this from now on, then no more. */
    public Faults times(int times) {
        left.set(times);
        return this;
    }

    /** Misbehaves here and now, in the thread that calls. */
    public void strike() throws Exception {
        if (left.getAndUpdate(now -> Math.max(0, now - 1)) > 0) {
            strikes.incrementAndGet();
            strike.run();
        }
    }

    /** How often it has struck. */
    public int strikes() {
        return strikes.get();
    }

    /** How many threads hang in it now. */
    public int hanging() {
        return hanging.threads();
    }

    /** Strikes no more, and lets go the threads that hang. */
    public void end() {
        left.set(0);
        hanging.end();
    }

    /** As {@link #end()}: no thread is left by it. */
    @Override
    public void close() {
        end();
    }

    /** The sink, whose flush misbehaves first. */
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

    /** The sink, which misbehaves in all its methods but {@link StatsSink#interval}. */
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

    /** The supplier of a gauge. */
    public DoubleSupplier supplier(DoubleSupplier supplier) {
        return () -> call(supplier::getAsDouble);
    }

    /** A step for {@code Wiring.onClose}. */
    public Consumer<Duration> closer(Consumer<Duration> closer) {
        return limit -> call(() -> {
            closer.accept(limit);
            return "";
        });
    }

    /** A task of a scheduler or a thread. */
    public Runnable task(Runnable task) {
        return () -> call(Executors.callable(task));
    }

    /** Whatever is asked with something: a look-up of names, a policy, a normaliser. */
    public <A, R> Function<A, R> function(Function<? super A, ? extends R> function) {
        return argument -> call(() -> function.apply(argument));
    }

    /** The observer, which misbehaves each time that it is notified. */
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

            /** Asked while it is wired, when nothing may fail yet. */
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
