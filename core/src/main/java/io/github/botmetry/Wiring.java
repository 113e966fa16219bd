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

/** What an {@link Integration} is connected to. Thread-safe; usable until Botmetry is closed. */
public interface Wiring {

    Stats stats();

    /**
     * All series there are now, for integrations that are asked for numbers instead of sending them. Suppliers of gauges are
     * asked first if their values are older than a second; that takes a second at most.
     */
    Iterable<Series> series();

    /** The same for tests: suppliers of gauges are asked now, however young their values are. */
    default Iterable<Series> freshSeries() {
        return series();
    }

    Privacy privacy();

    /** Where an adapter of a chat library hands events and failures in. */
    EventDispatcher events();

    /** For what has to happen later or now and then; a daemon thread that must not be blocked. */
    ScheduledExecutorService maintenance();

    /** Tells the process apart from others of the same bot; empty if there is only one. */
    String instance();

    /** Whether problems that are otherwise only logged shall fail, as tests want it. */
    boolean isStrict();

    /**
     * Gives a way to call code of others, whose failures are logged once, listed and counted, and never thrown.
     *
     * @param what names the part in the log and in the label {@code component}, such as {@code observer of votes}; few values
     */
    Guard guard(String what);

    /**
     * Takes tokens out of what leaves. An adapter lets it learn the secrets that it sees, such as the bot's token, and Botmetry
     * lets go of them when it is closed.
     */
    Scrubber scrubber();

    /** The one place that warns. */
    Warnings warnings();

    /**
     * Gives the part that all integrations of one kind share in one Botmetry, however many a bot makes: an observer that must
     * not count twice, a table that must know of all. Made by the first that asks.
     */
    <T> T shared(Class<T> type, Supplier<? extends T> make);

    /** Sends numbers there from now on, on a thread of its own. */
    void sink(StatsSink sink);

    /** Tells of each duration there from now on, for those who cannot read it from a series later. */
    void listen(TimerListener listener);

    /** Tells what happens there from now on. */
    void observe(EventObserver observer);

    /** Says where {@link #trace} finds the trace that runs on the calling thread; whoever says it last is asked. */
    void traces(Supplier<? extends @Nullable TraceContext> current);

    /** The trace that runs on this thread; null if there is none, or nothing that traces. */
    @Nullable
    TraceContext trace();

    /** Shows the state of a component in {@link Botmetry#health()}. */
    void health(String component, Supplier<Health> check);

    /** The same for a component without which the bot cannot do its work, such as its connection to Discord. */
    void readiness(String component, Supplier<Health> check);

    /** The state of every component, by name, asked now. */
    Map<String, Health> health();

    /** Whether the bot can do its work: something was added by {@link #readiness}, and all of that is up. */
    boolean isReady();

    /**
     * Runs the step when all integrations are installed, for a part that several of them set up together; at once if they are
     * installed already. Its exceptions are those of {@link Botmetry.Builder#build()}.
     */
    default void whenInstalled(Runnable step) {
        step.run();
    }

    /** Runs at close, last added first, with what is left of the time. */
    void onClose(Consumer<Duration> step);
}
