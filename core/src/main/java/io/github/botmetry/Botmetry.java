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
 * Tell what a bot is doing: numbers, errors and traces, to every place that is installed.
 *
 * <pre>{@code
 * Botmetry botmetry = Botmetry.builder()
 *         .install(StatsD.builder().host("localhost").prefix("mybot").build())
 *         .build();
 * botmetry.stats().incr("packages.requested");
 * }</pre>
 *
 * <p>Thread-safe. Building fails fast on bad configuration; after that nothing of it throws into the bot or blocks it.
 * {@link #close()} sends what is left; a shutdown hook does so too, unless switched off.
 */
public final class Botmetry implements AutoCloseable {

    private final BotmetryWiring assembly;

    private Botmetry(BotmetryWiring assembly) {
        this.assembly = assembly;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Reads {@code BOTMETRY_*} from the environment and installs what it asks for; see {@code docs/configuration.md}. */
    public static Botmetry fromEnvironment() {
        return builder().environment(System.getenv()).build();
    }

    /** The version that runs, such as {@code 1.0.0}; also from a shaded jar. */
    public static String version() {
        return Version.CURRENT;
    }

    /** Records nothing, at no cost. */
    public static Botmetry noop() {
        return builder().enabled(false).build();
    }

    /** Own numbers, from anywhere. */
    public Stats stats() {
        return assembly.stats();
    }

    /**
     * Reports an exception that the bot caught itself: counted, and sent wherever errors go.
     *
     * @param error null stands for the {@link NullPointerException} that throwing it would be: a handler must not fail here
     * @return the id of the report, to be shown to the user; null if nothing made one
     */
    public @Nullable String report(@Nullable Throwable error) {
        EventFrame frame = CurrentEvent.frame();
        Throwable known = error == null ? new NullPointerException("report(null)") : error;
        return assembly.events().failed(frame, new Failure(known, Failure.Source.REPORTED, true, null));
    }

    /**
     * Gives a job of the bot's own that is an event: counted and timed as {@code tasks.<name>}, and what it throws is reported,
     * logged when it begins to fail, and thrown on. Runs nothing by itself: hand the result to a pool, or run it.
     *
     * @param name few values, such as {@code sync roles}
     */
    public Runnable wrapTask(String name, Runnable body) {
        return Task.of(name, body, assembly.events());
    }

    /**
     * The same for a schedule that has to go on, which a scheduler ends when its task throws: this one throws nothing, Errors
     * included. To end the schedule, cancel its future.
     *
     * @param name few values, such as {@code sync roles}
     */
    public Runnable wrapRepeatedTask(String name, Runnable body) {
        return Task.repeated(name, body, assembly.events());
    }

    /** The state of every component, by name. */
    public Map<String, Health> health() {
        return assembly.health();
    }

    /** All that was wrong since the start and is said in the log too, as values: for tests, and for pages of the bot's own. */
    public List<Warning> warnings() {
        return assembly.warnings().list();
    }

    /** For adapters that are connected after {@code build()}. */
    public Wiring wiring() {
        return assembly;
    }

    /** False if it was switched off. */
    public boolean isEnabled() {
        return assembly.isEnabled();
    }

    /**
     * Sends what is left and stops, within 8 seconds in all. Idempotent; whoever calls it while it runs waits for its end.
     *
     * @throws IllegalStateException in strict mode only, if something was swallowed before
     */
    @Override
    public void close() {
        assembly.close();
    }

    /** Collects integrations and settings; {@link #build()} connects them in their order. */
    public static final class Builder {

        /** Each has a cell of a few hundred bytes to a few KB, kept as long as the process. */
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

        /** Adds a place that numbers and failures go to. */
        public Builder install(Integration integration) {
            integrations.add(Objects.requireNonNull(integration, "integration"));
            return this;
        }

        /** Also takes {@code BOTMETRY_*} from these variables; what the builder was told wins. */
        public Builder environment(Map<String, String> environment) {
            this.environment = Map.copyOf(Objects.requireNonNull(environment, "environment"));
            return this;
        }

        /** The one switch over all sinks for what is personal. */
        public Builder privacy(Privacy privacy) {
            this.privacy = Objects.requireNonNull(privacy, "privacy");
            return this;
        }

        /** False makes everything do nothing. */
        public Builder enabled(boolean enabled) {
            this.enabled = enabled;
            return this;
        }

        /** Tells this process apart from others of the same bot, where their gauges would overwrite each other: 1 to 100 characters. */
        public Builder instance(String instance) {
            this.instance = Instances.require(instance);
            return this;
        }

        /** How many series there may be before the rest folds into {@code _other}: 10,000 by default, 1,000,000 at the most. */
        public Builder maxSeries(int maxSeries) {
            if (maxSeries < 1 || maxSeries > MAX_SERIES) {
                throw new IllegalArgumentException("maxSeries must be 1.." + MAX_SERIES + ", was " + maxSeries);
            }
            this.maxSeries = maxSeries;
            return this;
        }

        /** Makes problems that are otherwise only logged fail, for tests. */
        public Builder strict(boolean strict) {
            this.strict = strict;
            return this;
        }

        /** Whether the end of the process closes it; true unless told. */
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
         * Switches reports of exceptions that end a thread on or off, on by default. As soon as an integration, an observer or a
         * sink is there, a default handler of uncaught exceptions is put before the one that is set, which is called as ever.
         */
        public Builder uncaughtExceptionHandler(boolean uncaughtExceptionHandler) {
            this.uncaughtExceptionHandler = uncaughtExceptionHandler;
            return this;
        }

        /**
         * Connects everything.
         *
         * @throws IllegalArgumentException if an integration or a variable of the environment is configured wrongly
         */
        public Botmetry build() {
            return new Botmetry(BotmetryWiring.of(this));
        }
    }
}
