package io.github.botmetry;

import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.Failure;
import io.github.botmetry.event.Task;
import io.github.botmetry.guard.Warning;
import io.github.botmetry.stats.SeriesTable;
import io.github.botmetry.stats.Stats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Send a bot's numbers, errors and traces to every installed place.
 *
 * <pre>{@code
 * Botmetry botmetry = Botmetry.builder()
 *         .install(StatsD.builder().host("localhost").prefix("mybot").build())
 *         .build();
 * botmetry.stats().incr("packages.requested");
 * }</pre>
 *
 * <p>Thread-safe. Building throws at once on bad configuration; after that no method throws into the bot or blocks it.
 * {@link #close()} sends the last numbers; a shutdown hook calls it by default.
 */
public final class Botmetry implements AutoCloseable {

    private final BotmetryWiring assembly;

    private Botmetry(BotmetryWiring assembly) {
        this.assembly = assembly;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Installs the integrations that {@code BOTMETRY_*} variables ask for; see {@code docs/configuration.md}. */
    public static Botmetry fromEnvironment() {
        return builder().environment(System.getenv()).build();
    }

    /** Version of the running Botmetry, such as {@code 1.0.0}; also from a shaded jar. */
    public static String version() {
        return Version.CURRENT;
    }

    /** A Botmetry that records nothing, at no cost. */
    public static Botmetry noop() {
        return builder().enabled(false).build();
    }

    /** Numbers of your own, from any thread. */
    public Stats stats() {
        return assembly.stats();
    }

    /**
     * Reports an exception that the bot caught itself: counts it and sends it to every place for errors.
     *
     * @param error null is reported as a {@link NullPointerException}, so that a bot's exception handler cannot fail here
     * @return the id of the report, to be shown to the user; null if nothing made one
     */
    public @Nullable String report(@Nullable Throwable error) {
        EventFrame frame = CurrentEvent.frame();
        Throwable known = error == null ? new NullPointerException("report(null)") : error;
        return assembly.events().failed(frame, new Failure(known, Failure.Source.REPORTED, true, null));
    }

    /**
     * Wraps a job of the bot as an event: counted and timed as {@code tasks.<name>}; its exceptions are reported, logged when it
     * begins to fail, and rethrown. Runs nothing itself: pass the result to a pool, or run it.
     *
     * @param name few values, such as {@code sync roles}
     */
    public Runnable wrapTask(String name, Runnable body) {
        return Task.of(name, body, assembly.events());
    }

    /**
     * Wraps a job as {@link #wrapTask} does, but throws nothing, not even Errors, so that a scheduler never ends its schedule. To
     * end the schedule, cancel its future.
     *
     * @param name few values, such as {@code sync roles}
     */
    public Runnable wrapRepeatedTask(String name, Runnable body) {
        return Task.repeated(name, body, assembly.events());
    }

    /** State of every component, by name. */
    public Map<String, Health> health() {
        return assembly.health();
    }

    /** Warnings since the start, as values, for tests and for pages of the bot; the log has them too. */
    public List<Warning> warnings() {
        return assembly.warnings().list();
    }

    /** Wiring for adapters that are connected after {@code build()}. */
    public Wiring wiring() {
        return assembly;
    }

    /** False if Botmetry was switched off. */
    public boolean isEnabled() {
        return assembly.isEnabled();
    }

    /**
     * Sends the last numbers and stops, within 8 seconds in all. Idempotent; a second caller waits for the end of the first.
     *
     * @throws IllegalStateException in strict mode only, if there were warnings
     */
    @Override
    public void close() {
        assembly.close();
    }

    /** Collects integrations and settings; {@link #build()} connects them in their order. */
    public static final class Builder {

        /** Each series takes a few hundred bytes to a few KB, for the life of the process. */
        private static final int MAX_SERIES = 1_000_000;

        final List<Integration> integrations = new ArrayList<>();
        Privacy privacy = Privacy.defaults();

        @Nullable
        Map<String, String> environment;

        @Nullable
        Boolean enabled;

        @Nullable
        String instance;

        int maxSeries = SeriesTable.DEFAULT_LIMIT;
        boolean strict;
        boolean shutdownHook = true;
        boolean mdc = true;
        boolean uncaughtExceptionHandler = true;
        Duration closeLimit = Duration.ofSeconds(8);

        private Builder() {}

        /** Adds a place that receives numbers and failures, or a source of them. */
        public Builder install(Integration integration) {
            integrations.add(Objects.requireNonNull(integration, "integration"));
            return this;
        }

        /** Also reads {@code BOTMETRY_*} from these variables; settings of the builder win. */
        public Builder environment(Map<String, String> environment) {
            this.environment = Map.copyOf(Objects.requireNonNull(environment, "environment"));
            return this;
        }

        /** Sets opt-outs and the hashing of ids, for all sinks. */
        public Builder privacy(Privacy privacy) {
            this.privacy = Objects.requireNonNull(privacy, "privacy");
            return this;
        }

        /** Switches Botmetry on or off, on by default; off, every method does nothing. */
        public Builder enabled(boolean enabled) {
            this.enabled = enabled;
            return this;
        }

        /** Names this process, 1 to 100 characters, so that gauges of several processes of a bot do not overwrite each other. */
        public Builder instance(String instance) {
            this.instance = Instances.require(instance);
            return this;
        }

        /** Limits the number of series, 10,000 by default, at most 1,000,000; further ones are recorded as {@code _other}. */
        public Builder maxSeries(int maxSeries) {
            if (maxSeries < 1 || maxSeries > MAX_SERIES) {
                throw new IllegalArgumentException("maxSeries must be 1.." + MAX_SERIES + ", was " + maxSeries);
            }
            this.maxSeries = maxSeries;
            return this;
        }

        /** Makes {@link Botmetry#close()} throw if there were warnings, for tests; off by default. */
        public Builder strict(boolean strict) {
            this.strict = strict;
            return this;
        }

        /** Closes Botmetry at the end of the process; true by default. */
        public Builder shutdownHook(boolean shutdownHook) {
            this.shutdownHook = shutdownHook;
            return this;
        }

        /**
         * Switches SLF4J's {@link org.slf4j.MDC} on or off, on by default: log lines carry {@code command}, {@code interaction},
         * {@code guild}, {@code channel} and {@code user} of the event that is being handled.
         */
        public Builder mdc(boolean mdc) {
            this.mdc = mdc;
            return this;
        }

        /**
         * Switches reports of exceptions that end a thread on or off, on by default. Once an integration, an observer or a sink is
         * installed, Botmetry sets a default handler of uncaught exceptions, which also calls the handler set before.
         */
        public Builder uncaughtExceptionHandler(boolean uncaughtExceptionHandler) {
            this.uncaughtExceptionHandler = uncaughtExceptionHandler;
            return this;
        }

        /**
         * Connects all integrations, in the order of their {@link #install}, and logs one line about them.
         *
         * @throws IllegalArgumentException if an integration or a variable of the environment is configured wrongly
         */
        public Botmetry build() {
            return new Botmetry(BotmetryWiring.of(this));
        }
    }
}
