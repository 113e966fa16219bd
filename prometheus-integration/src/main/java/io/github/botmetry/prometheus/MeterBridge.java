package io.github.botmetry.prometheus;

import io.github.botmetry.stats.CounterSeries;
import io.github.botmetry.stats.Definition;
import io.github.botmetry.stats.GaugeSeries;
import io.github.botmetry.stats.Series;
import io.github.botmetry.stats.StatsSink;
import io.github.botmetry.stats.TimerDefinition;
import io.github.botmetry.stats.TimerListener;
import io.github.botmetry.stats.TimerSeries;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.noop.NoopTimer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Shows our series in a Micrometer registry that is not Prometheus's.
 *
 * <p>Its counters and gauges read our cells. Durations are recorded in its timers too, since it has no timer that reads a
 * histogram. One meter for each series; a meter that was there before is not changed.
 */
final class MeterBridge implements StatsSink, TimerListener {

    /** The interval for finding new series; registries send every minute, and scrapes come every 15 s. */
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final MeterRegistry registry;
    private final FamilyNames names;
    private final HiddenNames hidden;
    private volatile Map<String, String> others = Map.of();
    private List<Meter> meters = List.of();
    private final Queue<Meter> added = new ConcurrentLinkedQueue<>();
    private final Object timersLock = new Object();
    private volatile @Nullable Timer[] timers = new Timer[64];
    private volatile boolean isClosed;
    private final Set<Series> waiting = ConcurrentHashMap.newKeySet();
    private volatile int seen;

    MeterBridge(MeterRegistry registry, HiddenNames hidden) {
        this.registry = registry;
        this.hidden = hidden;
        this.names = hidden.meterNames();
    }

    @Override
    public Duration interval() {
        return INTERVAL;
    }

    /** Adds new series; one that the registry refuses does not stop the others, and is tried again. */
    @Override
    public synchronized void flush(Iterable<Series> series) {
        lookForOthers();
        for (Series one : series) {
            if (one.index() >= seen) {
                waiting.add(one);
                seen = one.index() + 1;
            }
        }
        RuntimeException refused = null;
        List<Series> inOrder = new ArrayList<>(waiting); // the first of two has the plain name, in each run
        inOrder.sort(Comparator.comparingInt(Series::index));
        for (Series one : inOrder) {
            try {
                add(one);
                waiting.remove(one);
            } catch (RuntimeException e) {
                refused = e;
            }
        }
        if (refused != null) {
            throw refused;
        }
    }

    /** Adds new series only: the registry reads counters itself and gets durations at once. */
    @Override
    public OptionalLong waiting(Iterable<Series> series) {
        long amount = 0;
        for (Series one : series) {
            boolean isNew = one.index() >= seen || waiting.contains(one);
            if (isNew && !isClosed && one instanceof CounterSeries counter) {
                amount += counter.total();
            }
        }
        return OptionalLong.of(amount);
    }

    private void add(Series series) {
        if (isClosed) {
            return;
        }
        if (series instanceof TimerSeries timer) {
            timerOf(timer);
        } else if (isFree(series)) {
            Definition definition = series.definition();
            String name = names.of(definition).ofMeter(definition);
            Tags tags = tags(series);
            added.add(
                    series instanceof CounterSeries counter
                            ? FunctionCounter.builder(name, counter, CounterSeries::total)
                                    .tags(tags)
                                    .description(help(definition))
                                    .baseUnit(unit(definition))
                                    .register(registry)
                            : Gauge.builder(name, (GaugeSeries) series, GaugeSeries::value)
                                    .tags(tags)
                                    .description(help(definition))
                                    .baseUnit(unit(definition))
                                    .register(registry));
        }
    }

    @Override
    public void recorded(TimerSeries series, long nanos) {
        if (!isClosed) {
            timerOf(series).record(nanos, TimeUnit.NANOSECONDS);
        }
    }

    private Timer timerOf(TimerSeries series) {
        Timer known = known(series);
        return known != null ? known : newTimer(series);
    }

    private @Nullable Timer known(TimerSeries series) {
        @Nullable Timer[] all = timers;
        return series.index() < all.length ? all[series.index()] : null;
    }

    /** Uses a lock of its own, so that a first recording does not wait for a flush that adds many series. */
    private Timer newTimer(TimerSeries series) {
        synchronized (timersLock) {
            Timer known = known(series);
            if (known != null) {
                return known;
            }
            Timer timer = register(series);
            @Nullable
            Timer[] wider = timers.length > series.index()
                    ? timers.clone()
                    : Arrays.copyOf(timers, Math.max(series.index() + 1, timers.length * 2));
            wider[series.index()] = timer;
            timers = wider;
            return timer;
        }
    }

    private Timer register(TimerSeries series) {
        TimerDefinition definition = (TimerDefinition) series.definition();
        if (isClosed || !isFree(series)) {
            return new NoopTimer(new Meter.Id(definition.name(), tags(series), null, null, Meter.Type.TIMER));
        }
        Duration[] bounds = Arrays.stream(definition.bucketBoundsNanos())
                .mapToObj(Duration::ofNanos)
                .toArray(Duration[]::new);
        Timer.Builder builder = Timer.builder(names.of(definition).ofMeter(definition))
                .tags(tags(series))
                .description(help(definition));
        Timer timer = (bounds.length == 0 ? builder : builder.serviceLevelObjectives(bounds)).register(registry);
        added.add(timer);
        return timer;
    }

    /**
     * Returns the meters that are not ours, by a form of their names that is the same in all registries behind this one; computed
     * again only when the meters have changed since the last flush.
     */
    private void lookForOthers() {
        List<Meter> all = registry.getMeters();
        if (all.equals(meters)) {
            return;
        }
        meters = all;
        Set<Meter> ours = new HashSet<>(added);
        Map<String, String> found = new HashMap<>();
        for (Meter meter : all) {
            if (!ours.contains(meter)) {
                String name = meter.getId().getName();
                OtherNames.withEndings(forms(meter)).forEach(claimed -> found.put(claimed, name));
            }
        }
        others = found;
    }

    private static Stream<String> forms(Meter meter) {
        String form = meter.getId().getName().replaceAll("[^A-Za-z0-9]", "_");
        return meter instanceof Timer ? Stream.of(form, form + "_seconds") : Stream.of(form);
    }

    private boolean isFree(Series series) {
        Definition definition = series.definition();
        FamilyName family = names.of(definition);
        String name = family.ofMeter(definition);
        Map<String, String> ofOthers = others;
        boolean isFree = family.claimed().stream()
                        .allMatch(
                                claimed -> ofOthers.getOrDefault(claimed, name).equals(name))
                && registry.find(name).tags(tags(series)).meter() == null;
        if (!isFree) {
            hidden.add(definition, family);
        }
        return isFree;
    }

    private static Tags tags(Series series) {
        List<Tag> tags = new ArrayList<>();
        List<String> labels = series.definition().labels();
        for (int i = 0; i < labels.size(); i++) {
            tags.add(Tag.of(labels.get(i), series.labelValues().get(i)));
        }
        return Tags.of(tags);
    }

    private static @Nullable String help(Definition definition) {
        return definition.help().isEmpty() ? null : definition.help();
    }

    private static @Nullable String unit(Definition definition) {
        return definition.unit().isEmpty() ? null : definition.unit();
    }

    /** Removes our meters. */
    synchronized void remove() {
        isClosed = true;
        meters = List.of();
        synchronized (timersLock) {
            added.forEach(registry::remove);
            added.clear();
        }
    }
}
