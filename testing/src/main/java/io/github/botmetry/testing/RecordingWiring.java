package io.github.botmetry.testing;

import io.github.botmetry.Botmetry;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Install an integration into this to read its connected parts and to call them.
 *
 * <pre>{@code
 * try (RecordingWiring wiring = new RecordingWiring()) {
 *     myIntegration.install(wiring);
 *     wiring.stats().incr("votes");
 *     wiring.sinks().get(0).flush(wiring.series());
 * }
 * }</pre>
 *
 * <p>Wires a real Botmetry, so all parts work as in a bot, except that sinks are flushed only by the test. Thread-safe.
 */
public final class RecordingWiring implements Wiring, AutoCloseable {

    private final Botmetry botmetry = Botmetry.builder().shutdownHook(false).build();
    private final Wiring wiring = botmetry.wiring();
    private final RecordingStats stats = RecordingStats.of(botmetry);
    private final List<StatsSink> sinks = new CopyOnWriteArrayList<>();
    private final List<EventObserver> observers = new CopyOnWriteArrayList<>();

    @Override
    public RecordingStats stats() {
        return stats;
    }

    /** All series; calls the suppliers of gauges first. */
    @Override
    public Iterable<Series> series() {
        return stats.series();
    }

    @Override
    public Privacy privacy() {
        return wiring.privacy();
    }

    @Override
    public EventDispatcher events() {
        return wiring.events();
    }

    @Override
    public ScheduledExecutorService maintenance() {
        return wiring.maintenance();
    }

    @Override
    public String instance() {
        return wiring.instance();
    }

    /** True, so that an integration throws instead of only warning; a warning itself fails nothing here. */
    @Override
    public boolean isStrict() {
        return true;
    }

    @Override
    public Guard guard(String what) {
        return wiring.guard(what);
    }

    @Override
    public Scrubber scrubber() {
        return wiring.scrubber();
    }

    @Override
    public Warnings warnings() {
        return wiring.warnings();
    }

    @Override
    public <T> T shared(Class<T> type, Supplier<? extends T> make) {
        return wiring.shared(type, make);
    }

    @Override
    public void sink(StatsSink sink) {
        sinks.add(sink);
    }

    @Override
    public void listen(TimerListener listener) {
        wiring.listen(listener);
    }

    @Override
    public void traces(Supplier<? extends @Nullable TraceContext> current) {
        wiring.traces(current);
    }

    @Override
    public @Nullable TraceContext trace() {
        return wiring.trace();
    }

    @Override
    public void observe(EventObserver observer) {
        observers.add(observer);
        wiring.observe(observer);
    }

    @Override
    public void health(String component, Supplier<Health> check) {
        wiring.health(component, check);
    }

    @Override
    public void readiness(String component, Supplier<Health> check) {
        wiring.readiness(component, check);
    }

    @Override
    public Map<String, Health> health() {
        return wiring.health();
    }

    @Override
    public boolean isReady() {
        return wiring.isReady();
    }

    @Override
    public void onClose(Consumer<Duration> step) {
        wiring.onClose(step);
    }

    /** Sinks that the integration added. */
    public List<StatsSink> sinks() {
        return List.copyOf(sinks);
    }

    /** Observers that the integration added. */
    public List<EventObserver> observers() {
        return List.copyOf(observers);
    }

    /** Runs the close steps, last added first. */
    @Override
    public void close() {
        botmetry.close();
    }
}
