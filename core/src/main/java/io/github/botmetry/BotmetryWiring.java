package io.github.botmetry;

import io.github.botmetry.event.EventDispatcher;
import io.github.botmetry.event.EventObserver;
import io.github.botmetry.event.Rehearsal;
import io.github.botmetry.event.TaskObserver;
import io.github.botmetry.event.TraceContext;
import io.github.botmetry.guard.Guard;
import io.github.botmetry.guard.Scrubber;
import io.github.botmetry.guard.Warnings;
import io.github.botmetry.stats.CounterDefinition;
import io.github.botmetry.stats.GaugeAnswers;
import io.github.botmetry.stats.Series;
import io.github.botmetry.stats.SeriesTable;
import io.github.botmetry.stats.Stats;
import io.github.botmetry.stats.StatsSink;
import io.github.botmetry.stats.TimerListener;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One Botmetry put together: the table, the dispatcher, the threads, and what was installed. */
final class BotmetryWiring implements Wiring {

    private static final CounterDefinition GUARDED = CounterDefinition.named("botmetry.guard.failures")
            .labels("component")
            .help("What observers, sinks and suppliers threw, by component.")
            .build();

    /** Limit for the last log lines, which name the numbers that were not delivered. */
    private static final Duration LOG_LIMIT = Duration.ofSeconds(1);

    /** Time that close steps cannot use, even if many hang. */
    private static final Duration AFTER_STEPS =
            SinkLoops.LAST_FLUSH_LIMIT.plus(SinkLoops.AFTER_INTERRUPT).plus(LOG_LIMIT);

    private final boolean enabled;
    private final Warnings warnings;
    private final Threads threads = new Threads();
    private final Asking asking = new Asking(threads);
    private final Privacy privacy;
    private final String instance;
    private final SeriesTable table;
    private final Stats stats;
    private final EventDispatcher events;
    private final Maintenance maintenance;
    private final SinkLoops sinks;
    private final HealthChecks checks;
    private final Guard tracer;
    private final CloseSteps closeSteps;
    private final UncaughtFailures uncaught;
    private final Scrubber scrubber = new Scrubber(List.of());
    private final Map<Class<?>, Object> shared = new HashMap<>();
    private final Closing closing;
    private final Installing installing;
    private volatile @Nullable Supplier<? extends @Nullable TraceContext> traces;

    private BotmetryWiring(Botmetry.Builder builder, Environment environment) {
        this.enabled = environment.isEnabled(builder.enabled);
        this.warnings = new Warnings(builder.strict, task -> threads.daemon(task, "botmetry"));
        this.installing = new Installing(warnings);
        this.privacy = builder.privacy;
        this.instance = environment.instance(builder.instance);
        this.table = new SeriesTable(builder.maxSeries, warnings, task -> threads.daemon(task, "botmetry-gauges"));
        this.stats = enabled ? table.stats() : Stats.noop();
        this.events = new EventDispatcher(stats, warnings);
        Rehearsal.run();
        this.maintenance = new Maintenance(threads, warnings, Maintenance.HANGING_AFTER);
        this.sinks = new SinkLoops(table, maintenance, threads, asking);
        this.closeSteps = new CloseSteps(warnings, threads);
        this.uncaught = new UncaughtFailures(events, warnings, maintenance, closeSteps);
        this.checks = new HealthChecks(warnings, asking);
        this.tracer = warnings.guard("tracer");
        this.closing = new Closing(this::closeAll, builder.closeLimit, threads);
    }

    static BotmetryWiring of(Botmetry.Builder builder) {
        Environment environment = Environment.of(builder.environment);
        BotmetryWiring assembly = new BotmetryWiring(builder, environment);
        if (!assembly.enabled) {
            return assembly;
        }
        try {
            assembly.install(builder, environment);
        } catch (Throwable failure) {
            assembly.closing.close();
            throw failure;
        }
        if (builder.shutdownHook) {
            assembly.closing.addShutdownHook();
        }
        return assembly;
    }

    private void install(Botmetry.Builder builder, Environment environment) {
        SeriesTable.rehearse();
        health("series", this::seriesHealth);
        health("maintenance", maintenance::health);
        warnings.countFailures(component -> stats.counter(GUARDED, component).incr());
        events.observe(new TaskObserver(stats));
        if (builder.mdc) {
            events.observeFirst(new MdcObserver(privacy));
        }
        List<Integration> installed = installing.all(environment.withThoseOf(builder.integrations, warnings), this);
        if (!installed.isEmpty()) {
            uncaught.observed();
        }
        if (builder.uncaughtExceptionHandler) {
            uncaught.built();
        }
        warnings.inform("Botmetry " + Version.CURRENT + ": " + description(installed));
    }

    private String description(List<Integration> all) {
        if (all.isEmpty()) {
            return "nothing is installed, so nothing that is recorded leaves";
        }
        return all.stream().map(this::description).collect(Collectors.joining(", "));
    }

    private String description(Integration one) {
        String name = Installing.nameOf(one);
        return warnings.guard("description of " + name).call(one::description, name);
    }

    private Health seriesHealth() {
        GaugeAnswers gauges = table.gaugeAnswers();
        Health health = new Health(gauges.areFine(), Map.of(), gauges.lastError())
                .with("series", table.size())
                .with("folded", table.folded())
                .with("hanging_gauges", gauges.hanging());
        for (Map.Entry<String, Long> refused : table.refused().entrySet()) {
            health = health.with("refused_" + refused.getKey(), refused.getValue());
        }
        return health;
    }

    boolean isEnabled() {
        return enabled;
    }

    void close() {
        if (closing.close()) {
            warnings.throwIfStrict();
        }
    }

    /** Closes the sinks last, so that they send the numbers that close steps record. Later numbers are refused. */
    private void closeAll(Deadline deadline) {
        Guard guard = warnings.guard("close");
        guard.run(table::readAhead);
        guard.run(() -> closeSteps.run(deadline, AFTER_STEPS));
        guard.run(table::close);
        guard.run(() -> sinks.close(deadline));
        guard.run(scrubber::forget);
        guard.run(maintenance::shutdownNow);
        guard.run(asking::letThreadsEnd);
        guard.run(() -> warnings.close(LOG_LIMIT));
    }

    @Override
    public Stats stats() {
        return stats;
    }

    @Override
    public Iterable<Series> series() {
        return table.read();
    }

    @Override
    public Iterable<Series> freshSeries() {
        return table.readNow();
    }

    @Override
    public Privacy privacy() {
        return privacy;
    }

    @Override
    public EventDispatcher events() {
        return events;
    }

    @Override
    public ScheduledExecutorService maintenance() {
        return maintenance;
    }

    @Override
    public String instance() {
        return instance;
    }

    @Override
    public boolean isStrict() {
        return warnings.isStrict();
    }

    @Override
    public Guard guard(String what) {
        return warnings.guard(what);
    }

    @Override
    public Scrubber scrubber() {
        return scrubber;
    }

    @Override
    public Warnings warnings() {
        return warnings;
    }

    @Override
    public <T> T shared(Class<T> type, Supplier<? extends T> make) {
        synchronized (shared) { // not computeIfAbsent(), since a part may need another one while it is made
            Object known = shared.get(type);
            T part = known == null ? make.get() : type.cast(known);
            shared.put(type, part);
            return part;
        }
    }

    @Override
    public void sink(StatsSink sink) {
        SinkLoop loop = sinks.add(installing.name(), sink);
        uncaught.observed();
        health(loop.name(), loop::health);
    }

    @Override
    public void listen(TimerListener listener) {
        table.listen(listener);
    }

    @Override
    public void traces(Supplier<? extends @Nullable TraceContext> current) {
        traces = current;
    }

    @Override
    public @Nullable TraceContext trace() {
        Supplier<? extends @Nullable TraceContext> current = traces;
        return current == null ? null : tracer.callOrNull(current::get);
    }

    @Override
    public void observe(EventObserver observer) {
        events.observe(observer);
        uncaught.observed();
    }

    @Override
    public void health(String component, Supplier<Health> check) {
        checks.add(component, check);
    }

    @Override
    public void readiness(String component, Supplier<Health> check) {
        checks.addNeeded(component, check);
    }

    @Override
    public Map<String, Health> health() {
        return checks.health();
    }

    @Override
    public boolean isReady() {
        return checks.isReady();
    }

    @Override
    public void whenInstalled(Runnable step) {
        installing.last(step);
    }

    @Override
    public void onClose(Consumer<Duration> step) {
        closeSteps.add(installing.name(), step);
    }
}
