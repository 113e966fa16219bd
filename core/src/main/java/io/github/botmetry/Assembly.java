package io.github.botmetry;

import io.github.botmetry.event.EventDispatcher;
import io.github.botmetry.event.EventObserver;
import io.github.botmetry.event.TaskMetrics;
import io.github.botmetry.event.TraceContext;
import io.github.botmetry.internal.Guard;
import io.github.botmetry.internal.Problems;
import io.github.botmetry.stats.CounterDefinition;
import io.github.botmetry.stats.GaugeDefinition;
import io.github.botmetry.stats.Series;
import io.github.botmetry.stats.SeriesTable;
import io.github.botmetry.stats.Stats;
import io.github.botmetry.stats.StatsSink;
import io.github.botmetry.stats.TimerListener;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One Botmetry put together: the table, the dispatcher, the two threads, and what was installed. */
final class Assembly implements Wiring {

    private static final Logger LOG = LoggerFactory.getLogger(Botmetry.class);

    private static final CounterDefinition GUARDED = CounterDefinition.named("botmetry.guard.failures")
            .labels("component")
            .help("What observers, sinks and suppliers threw, by component.")
            .build();

    private static final GaugeDefinition SERIES =
            GaugeDefinition.named("botmetry.series").help("Series that exist.").build();

    private final boolean enabled;
    private final Problems problems;
    private final Privacy privacy;
    private final String instance;
    private final SeriesTable table;
    private final Stats stats;
    private final EventDispatcher events;
    private final FlushLoop flushes;
    private final ScheduledThreadPoolExecutor maintenance = Threads.scheduler("botmetry-maintenance");
    private final HealthChecks checks;
    private final Guard tracer;
    private final List<Consumer<Duration>> closeSteps = new CopyOnWriteArrayList<>();
    private final Closing closing;
    private volatile @Nullable Supplier<? extends @Nullable TraceContext> traces;

    private Assembly(Botmetry.Builder builder, Environment environment) {
        this.enabled = environment.isEnabled(builder.enabled);
        this.problems = new Problems(builder.strict);
        this.privacy = builder.privacy;
        this.instance = environment.instance(builder.instance);
        this.table = new SeriesTable(builder.maxSeries, problems);
        this.stats = enabled ? table.stats() : Stats.noop();
        this.events = new EventDispatcher(stats, problems);
        this.flushes = new FlushLoop(table, problems);
        this.checks = new HealthChecks(problems);
        this.tracer = new Guard("tracer", problems);
        this.closing = new Closing(this::closeAll, builder.closeLimit);
    }

    static Assembly of(Botmetry.Builder builder) {
        Environment environment = Environment.of(builder.environment);
        Assembly assembly = new Assembly(builder, environment);
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
        health("series", this::seriesHealth);
        problems.countFailures(component -> stats.counter(GUARDED, component).incr());
        stats.gauge(SERIES).read(table::size);
        observe(new TaskMetrics(stats));
        builder.integrations.forEach(integration -> integration.install(this));
        for (Integration found : environment.integrations()) {
            boolean told = builder.integrations.stream()
                    .anyMatch(integration -> integration.name().equals(found.name()));
            if (!told) {
                found.install(this);
            }
        }
        List<String> installed =
                builder.integrations.stream().map(Integration::name).toList();
        LOG.debug("Botmetry with {} {}", installed, environment);
    }

    private Health seriesHealth() {
        Health health = Health.up().with("series", table.size()).with("folded", table.folded());
        for (Map.Entry<String, Long> refused : table.refused().entrySet()) {
            health = health.with("refused_" + refused.getKey(), refused.getValue());
        }
        return health;
    }

    boolean isEnabled() {
        return enabled;
    }

    void close() {
        closing.close();
        problems.throwIfStrict();
    }

    private void closeAll(Deadline deadline) {
        flushes.close(deadline);
        Guard guard = new Guard("close step", problems);
        for (int i = closeSteps.size() - 1; i >= 0; i--) {
            Consumer<Duration> step = closeSteps.get(i);
            guard.run(() -> step.accept(deadline.left()));
        }
        maintenance.shutdownNow();
        deadline.await(maintenance);
    }

    @Override
    public Stats stats() {
        return stats;
    }

    @Override
    public Iterable<Series> series() {
        return table.series();
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
        return problems.isStrict();
    }

    @Override
    public void sink(StatsSink sink) {
        flushes.add(sink);
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
    public void onClose(Consumer<Duration> step) {
        closeSteps.add(step);
    }
}
