package io.github.botmetry.testing;

import io.github.botmetry.Health;
import io.github.botmetry.Privacy;
import io.github.botmetry.Wiring;
import io.github.botmetry.event.EventDispatcher;
import io.github.botmetry.event.EventObserver;
import io.github.botmetry.event.TraceContext;
import io.github.botmetry.guard.Guard;
import io.github.botmetry.guard.Scrubber;
import io.github.botmetry.guard.Warnings;
import io.github.botmetry.stats.Series;
import io.github.botmetry.stats.StatsSink;
import io.github.botmetry.stats.TimerListener;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Install an integration into it to see what it connects, and to call that by hand.
 *
 * <pre>{@code
 * try (RecordingWiring wiring = new RecordingWiring()) {
 *     myIntegration.install(wiring);
 *     wiring.stats().incr("votes");
 *     wiring.sinks().get(0).flush(wiring.series());
 * }
 * }</pre>
 *
 * <p>Nothing is called by itself. Thread-safe.
 */
public final class RecordingWiring implements Wiring, AutoCloseable {

    private final Scrubber scrubber = new Scrubber(List.of());

    private final RecordingStats stats = RecordingStats.create();
    private final Warnings warnings = new Warnings(false);
    private final Map<Class<?>, Object> shared = new ConcurrentHashMap<>();
    private final EventDispatcher events = new EventDispatcher(stats, warnings);
    private final ScheduledExecutorService maintenance = new ScheduledThreadPoolExecutor(1, RecordingWiring::daemon);
    private final List<StatsSink> sinks = new CopyOnWriteArrayList<>();
    private final List<EventObserver> observers = new CopyOnWriteArrayList<>();
    private final List<Consumer<Duration>> closeSteps = new CopyOnWriteArrayList<>();
    private final Map<String, Supplier<Health>> checks = new LinkedHashMap<>();
    private final Set<String> needed = new HashSet<>();
    private volatile Supplier<? extends @Nullable TraceContext> traces = () -> null;

    /** A test that forgets to close must end all the same. */
    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "recording-wiring");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public RecordingStats stats() {
        return stats;
    }

    @Override
    public Iterable<Series> series() {
        return stats.series();
    }

    @Override
    public Privacy privacy() {
        return Privacy.defaults();
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
        return "";
    }

    @Override
    public boolean isStrict() {
        return true;
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
        return type.cast(shared.computeIfAbsent(type, absent -> make.get()));
    }

    @Override
    public void sink(StatsSink sink) {
        sinks.add(sink);
    }

    @Override
    public void listen(TimerListener listener) {
        stats.listen(listener);
    }

    @Override
    public void traces(Supplier<? extends @Nullable TraceContext> current) {
        traces = current;
    }

    @Override
    public @Nullable TraceContext trace() {
        return traces.get();
    }

    @Override
    public void observe(EventObserver observer) {
        observers.add(observer);
        events.observe(observer);
    }

    @Override
    public synchronized void health(String component, Supplier<Health> check) {
        checks.put(component, check);
    }

    @Override
    public synchronized void readiness(String component, Supplier<Health> check) {
        health(component, check);
        needed.add(component);
    }

    @Override
    public synchronized boolean isReady() {
        boolean allUp = health().entrySet().stream()
                .filter(state -> needed.contains(state.getKey()))
                .allMatch(state -> state.getValue().isUp());
        return allUp && !needed.isEmpty();
    }

    @Override
    public void onClose(Consumer<Duration> step) {
        closeSteps.add(step);
    }

    /** The sinks it was given. */
    public List<StatsSink> sinks() {
        return List.copyOf(sinks);
    }

    /** The observers it was given. */
    public List<EventObserver> observers() {
        return List.copyOf(observers);
    }

    @Override
    public synchronized Map<String, Health> health() {
        Map<String, Health> states = new LinkedHashMap<>();
        checks.forEach((component, check) -> states.put(component, check.get()));
        return states;
    }

    /** Runs the close steps, last added first, and stops the maintenance thread. */
    @Override
    public void close() {
        for (int i = closeSteps.size() - 1; i >= 0; i--) {
            closeSteps.get(i).accept(Duration.ofSeconds(2));
        }
        maintenance.shutdownNow();
        warnings.close(Duration.ofSeconds(2));
    }
}
