package io.github.botmetry.testing;

import io.github.botmetry.Botmetry;
import io.github.botmetry.Wiring;
import io.github.botmetry.guard.Warnings;
import io.github.botmetry.stats.Counter;
import io.github.botmetry.stats.CounterDefinition;
import io.github.botmetry.stats.CounterSeries;
import io.github.botmetry.stats.Definition;
import io.github.botmetry.stats.Gauge;
import io.github.botmetry.stats.GaugeDefinition;
import io.github.botmetry.stats.GaugeSeries;
import io.github.botmetry.stats.Kind;
import io.github.botmetry.stats.Series;
import io.github.botmetry.stats.SeriesTable;
import io.github.botmetry.stats.Stats;
import io.github.botmetry.stats.Timer;
import io.github.botmetry.stats.TimerDefinition;
import io.github.botmetry.stats.TimerListener;
import io.github.botmetry.stats.TimerSeries;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Pass this to code under test instead of a bot's stats, and read the numbers back.
 *
 * <pre>{@code
 * RecordingStats stats = RecordingStats.create();
 * new PackageListener(stats).onPackage("curl");
 * assertThat(stats.count("packages.requested")).isEqualTo(1);
 * }</pre>
 *
 * <p>Records as Botmetry does, limits and refusals included. Thread-safe. Reading back creates no series.
 */
public final class RecordingStats implements Stats {

    /** More than a timer keeps, whatever the number of threads. */
    private static final int MAX_SAMPLES = 1 << 16;

    /** Most series that a message names. */
    private static final int MAX_NAMED = 20;

    private final Stats stats;
    private final Source source;
    private final Consumer<TimerListener> listeners;

    /** Gives the series to read back; {@code fresh} first calls the suppliers of gauges. */
    private record Source(Supplier<Iterable<Series>> series, Supplier<Iterable<Series>> fresh) {}

    private RecordingStats(Stats stats, Source source, Consumer<TimerListener> listeners) {
        this.stats = stats;
        this.source = source;
        this.listeners = listeners;
    }

    /** Makes separate stats without a Botmetry. */
    public static RecordingStats create() {
        SeriesTable table = new SeriesTable(SeriesTable.DEFAULT_LIMIT, new Warnings(false));
        return new RecordingStats(table.stats(), new Source(table::series, table::readNow), table::listen);
    }

    /** The stats of this Botmetry. */
    public static RecordingStats of(Botmetry botmetry) {
        Wiring wiring = botmetry.wiring();
        return new RecordingStats(botmetry.stats(), new Source(wiring::series, wiring::freshSeries), wiring::listen);
    }

    /**
     * Total of a counter, such as {@code count("discord.commands", "ping", "slash", "ok")}; 0 if nothing was counted.
     *
     * @param labelValues one for each label of the name's definition; none for a name without labels
     * @throws AssertionError with the existing series, if the name has other labels or is not a counter
     */
    public long count(String name, String... labelValues) {
        return named(all(), Kind.COUNTER, name, labelValues)
                .map(found -> ((CounterSeries) found).total())
                .orElse(0L);
    }

    /**
     * Total of this counter, for these label values or, if none are given, for all.
     *
     * @throws AssertionError if the number of label values is wrong, or the name has another definition
     */
    public long count(CounterDefinition definition, String... labelValues) {
        return declared(definition, labelValues)
                .mapToLong(found -> ((CounterSeries) found).total())
                .sum();
    }

    /**
     * Value of the gauge of this name, read from its supplier now; NaN if it has none.
     *
     * @param labelValues as for {@link #count(String, String...)}
     * @throws AssertionError as {@link #count(String, String...)} does
     */
    public double value(String name, String... labelValues) {
        return named(fresh(), Kind.GAUGE, name, labelValues)
                .map(found -> ((GaugeSeries) found).value())
                .orElse(Double.NaN);
    }

    /**
     * Value of the gauge of this definition with exactly these label values; NaN if it has none.
     *
     * @throws AssertionError as for {@link #count(CounterDefinition, String...)}
     */
    public double value(GaugeDefinition definition, String... labelValues) {
        requireAll(definition, labelValues);
        return of(definition, fresh())
                .filter(found -> found.labelValues().equals(List.of(labelValues)))
                .mapToDouble(found -> ((GaugeSeries) found).value())
                .findFirst()
                .orElse(Double.NaN);
    }

    /**
     * Durations recorded under this name: the newest 512 of each thread, in their order if there was one thread.
     *
     * @param labelValues as for {@link #count(String, String...)}
     * @throws AssertionError as {@link #count(String, String...)} does
     */
    public List<Duration> timings(String name, String... labelValues) {
        return named(all(), Kind.TIMER, name, labelValues)
                .map(RecordingStats::durations)
                .orElse(List.of());
    }

    /**
     * Durations recorded under this definition, for these label values or, if none are given, for all.
     *
     * @throws AssertionError as for {@link #count(CounterDefinition, String...)}
     */
    public List<Duration> timings(TimerDefinition definition, String... labelValues) {
        return declared(definition, labelValues)
                .flatMap(found -> durations(found).stream())
                .toList();
    }

    /** All series, as a sink gets them; calls the suppliers of gauges first. */
    public Iterable<Series> series() {
        return source.fresh().get();
    }

    void listen(TimerListener listener) {
        listeners.accept(listener);
    }

    private static Optional<Series> named(Stream<Series> all, Kind kind, String name, String... labelValues) {
        List<Series> found =
                all.filter(one -> one.definition().name().equals(name)).toList();
        for (Series one : found) {
            if (one.definition().kind() != kind || one.labelValues().size() != labelValues.length) {
                throw new AssertionError("no " + kind.name().toLowerCase(Locale.ROOT) + " is called " + name + " with "
                        + labelValues.length + " label values " + List.of(labelValues) + "; there is "
                        + one.definition() + " with the values " + values(found));
            }
        }
        return found.stream()
                .filter(one -> one.labelValues().equals(List.of(labelValues)))
                .findFirst();
    }

    private static List<List<String>> values(List<Series> found) {
        return found.stream().map(Series::labelValues).limit(MAX_NAMED).toList();
    }

    private Stream<Series> declared(Definition definition, String... labelValues) {
        List<String> wanted = List.of(labelValues);
        if (!wanted.isEmpty()) {
            requireAll(definition, labelValues);
        }
        return of(definition, all())
                .filter(found -> wanted.isEmpty() || found.labelValues().equals(wanted));
    }

    private static void requireAll(Definition definition, String... labelValues) {
        if (definition.labels().size() != labelValues.length) {
            throw new AssertionError(
                    definition + " must have a value for each of its labels, was asked for " + List.of(labelValues));
        }
    }

    private static Stream<Series> of(Definition definition, Stream<Series> all) {
        return all.filter(found -> found.definition().name().equals(definition.name()))
                .map(found -> requireOf(definition, found));
    }

    /** Fails if the name has another definition, since the count would otherwise be 0 without a reason. */
    private static Series requireOf(Definition definition, Series found) {
        if (!found.definition().equals(definition)) {
            throw new AssertionError("no series is of this " + definition + "; there is another, " + found.definition()
                    + " with the paths " + found.definition().paths());
        }
        return found;
    }

    private Stream<Series> all() {
        return StreamSupport.stream(source.series().get().spliterator(), false);
    }

    private Stream<Series> fresh() {
        return StreamSupport.stream(source.fresh().get().spliterator(), false);
    }

    private static List<Duration> durations(Series series) {
        TimerSeries timer = (TimerSeries) series;
        long[] nanos = new long[(int) Math.min(timer.count(), MAX_SAMPLES)];
        int kept = timer.samplesSince(0, nanos);
        return Arrays.stream(nanos, 0, kept).mapToObj(Duration::ofNanos).toList();
    }

    @Override
    public void incr(String name) {
        stats.incr(name);
    }

    @Override
    public void incr(String name, long delta) {
        stats.incr(name, delta);
    }

    @Override
    public void incr(String template, String labelValue) {
        stats.incr(template, labelValue);
    }

    @Override
    public void gauge(String name, double value) {
        stats.gauge(name, value);
    }

    @Override
    public void timing(String name, Duration duration) {
        stats.timing(name, duration);
    }

    @Override
    public Stats namespace(String segment) {
        return stats.namespace(segment);
    }

    @Override
    public Counter counter(CounterDefinition definition, String... labelValues) {
        return stats.counter(definition, labelValues);
    }

    @Override
    public Gauge gauge(GaugeDefinition definition, String... labelValues) {
        return stats.gauge(definition, labelValues);
    }

    @Override
    public Timer timer(TimerDefinition definition, String... labelValues) {
        return stats.timer(definition, labelValues);
    }

    @Override
    public Counter counter(String name) {
        return stats.counter(name);
    }

    @Override
    public Gauge gauge(String name) {
        return stats.gauge(name);
    }

    @Override
    public Timer timer(String name) {
        return stats.timer(name);
    }

    @Override
    public String toString() {
        return "RecordingStats" + all().map(Series::toString).toList();
    }
}
