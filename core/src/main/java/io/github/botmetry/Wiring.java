package io.github.botmetry;

import io.github.botmetry.event.EventDispatcher;
import io.github.botmetry.event.EventObserver;
import io.github.botmetry.event.TraceContext;
import io.github.botmetry.guard.Guard;
import io.github.botmetry.guard.Scrubber;
import io.github.botmetry.guard.Warnings;
import io.github.botmetry.stats.Series;
import io.github.botmetry.stats.Stats;
import io.github.botmetry.stats.StatsSink;
import io.github.botmetry.stats.TimerListener;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Connect an {@link Integration} to one Botmetry. Thread-safe; usable until Botmetry is closed. */
public interface Wiring {

    Stats stats();

    /**
     * All present series, for integrations that are asked for numbers instead of sending them. First reads suppliers of gauges
     * whose values are older than a second, which takes at most a second.
     */
    Iterable<Series> series();

    /** All present series, for tests: reads all suppliers of gauges first. */
    default Iterable<Series> freshSeries() {
        return series();
    }

    Privacy privacy();

    /** Entry for events and failures of an adapter of a chat library. */
    EventDispatcher events();

    /** Scheduler for short, later or periodic tasks; its daemon thread must not be blocked. */
    ScheduledExecutorService maintenance();

    /** Name of this process among several of the same bot; empty if there is only one. */
    String instance();

    /** True in strict mode, for tests: {@link Botmetry#close()} throws if there were warnings. */
    boolean isStrict();

    /**
     * Makes a guard to call code of others: failures are logged once, listed and counted, never thrown.
     *
     * @param what names the part in the log and in the label {@code component}, such as {@code observer of votes}; few values
     */
    Guard guard(String what);

    /**
     * Removes tokens from texts before they are sent. An adapter teaches it secrets, such as the bot's token; Botmetry forgets
     * them on close.
     */
    Scrubber scrubber();

    /** Warnings of this Botmetry: use them instead of a logger. */
    Warnings warnings();

    /**
     * Gives the one object of this type that integrations of this Botmetry share, such as an observer that must not count twice.
     * The first call makes it.
     */
    <T> T shared(Class<T> type, Supplier<? extends T> make);

    /** Adds a sink, which is flushed on its own thread from now on. */
    void sink(StatsSink sink);

    /** Passes every duration recorded from now on to the listener. */
    void listen(TimerListener listener);

    /** Adds an observer of everything that begins from now on. */
    void observe(EventObserver observer);

    /** Sets the source of {@link #trace}; the last call wins. */
    void traces(Supplier<? extends @Nullable TraceContext> current);

    /** The trace that runs on the calling thread; null without a trace or a source of traces. */
    @Nullable
    TraceContext trace();

    /** Shows the state of a component in {@link Botmetry#health()}. */
    void health(String component, Supplier<Health> check);

    /** Shows the state of a component that the bot needs to be ready, such as its connection to Discord. */
    void readiness(String component, Supplier<Health> check);

    /** State of every component, by name, checked now. */
    Map<String, Health> health();

    /** True if a component was added by {@link #readiness}, and all such components are up. */
    boolean isReady();

    /**
     * Runs the step once all integrations are installed, or at once if they are, for a part that several of them set up
     * together. {@link Botmetry.Builder#build()} throws its exceptions.
     */
    default void whenInstalled(Runnable step) {
        step.run();
    }

    /** Adds a step to run at close, last added first, with the remaining time as its argument. */
    void onClose(Consumer<Duration> step);
}
