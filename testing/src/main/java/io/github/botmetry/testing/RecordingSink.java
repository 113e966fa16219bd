package io.github.botmetry.testing;

import io.github.botmetry.Integration;
import io.github.botmetry.Wiring;
import io.github.botmetry.stats.CounterSeries;
import io.github.botmetry.stats.Definition;
import io.github.botmetry.stats.GaugeSeries;
import io.github.botmetry.stats.Kind;
import io.github.botmetry.stats.Series;
import io.github.botmetry.stats.StatsSink;
import io.github.botmetry.stats.TimerSeries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Install this to read the numbers that a sink receives, or to let a sink throw or hang.
 *
 * <pre>{@code
 * RecordingSink sink = RecordingSink.every(Duration.ofMillis(10));
 * Botmetry botmetry = Botmetry.builder().install(sink).build();
 * sink.fail(new IOException("no route to host"));
 * }</pre>
 *
 * <p>Each flush takes the numbers added since the last successful one, as every sink should. Thread-safe.
 */
public final class RecordingSink implements StatsSink, Integration {

    private final Duration interval;
    private final List<List<Point>> flushes = new ArrayList<>();
    private final Map<Integer, Long> taken = new HashMap<>();
    private @Nullable Throwable failure;
    private @Nullable CountDownLatch hanging;
    private int failures;
    private int closes;

    /**
     * The part of one series that one flush took.
     *
     * @param value increase of a counter, number of new durations of a timer, or value of a gauge
     */
    public record Point(Definition definition, List<String> labelValues, boolean isFolded, double value) {}

    private RecordingSink(Duration interval) {
        this.interval = interval;
    }

    /** Makes a sink that is flushed at this interval and at close. */
    public static RecordingSink every(Duration interval) {
        return new RecordingSink(interval);
    }

    /** Makes a sink that is flushed only at close. */
    public static RecordingSink atClose() {
        return new RecordingSink(Duration.ofDays(1));
    }

    /** Lets each flush throw this until {@link #work()}. */
    public synchronized void fail(Throwable thrown) {
        failure = thrown;
    }

    /** Lets each flush hang until {@link #work()} or an interrupt. */
    public synchronized void hang() {
        hanging = new CountDownLatch(1);
    }

    /** Ends {@link #fail} and {@link #hang}. */
    public synchronized void work() {
        failure = null;
        if (hanging != null) {
            hanging.countDown();
            hanging = null;
        }
    }

    @Override
    public String name() {
        return "recording";
    }

    @Override
    public void install(Wiring wiring) {
        wiring.sink(this);
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public void flush(Iterable<Series> series) throws Exception {
        CountDownLatch latch = latch();
        if (latch != null) {
            latch.await();
        }
        take(series);
    }

    private synchronized @Nullable CountDownLatch latch() {
        return hanging;
    }

    private synchronized void take(Iterable<Series> series) throws Exception {
        if (failure != null) {
            failures++;
            throw Strikes.undeclared(failure);
        }
        List<Point> points = new ArrayList<>();
        Map<Integer, Long> totals = new HashMap<>();
        for (Series one : series) {
            double value = one instanceof GaugeSeries gauge ? gauge.value() : added(one, totals);
            if (value != 0 || one instanceof GaugeSeries) {
                points.add(new Point(one.definition(), one.labelValues(), one.isFolded(), value));
            }
        }
        flushes.add(List.copyOf(points));
        taken.putAll(totals); // at the end, since a flush that throws has taken nothing
    }

    private long added(Series series, Map<Integer, Long> totals) {
        long total = total(series);
        totals.put(series.index(), total);
        return total - taken.getOrDefault(series.index(), 0L);
    }

    private static long total(Series series) {
        return series instanceof CounterSeries counter ? counter.total() : ((TimerSeries) series).count();
    }

    @Override
    public synchronized OptionalLong waiting(Iterable<Series> series) {
        long waiting = 0;
        for (Series one : series) {
            if (!(one instanceof GaugeSeries)) {
                waiting += total(one) - taken.getOrDefault(one.index(), 0L);
            }
        }
        return OptionalLong.of(waiting);
    }

    @Override
    public synchronized void close(Duration limit) {
        closes++;
    }

    /** The points of each successful flush. */
    public synchronized List<List<Point>> flushes() {
        return List.copyOf(flushes);
    }

    /**
     * Sum of the points of the counter or timer of this name, for all label values together.
     *
     * @throws AssertionError if the name is a gauge's
     */
    public synchronized long count(String name) {
        return points(name, false).mapToLong(point -> (long) point.value()).sum();
    }

    /**
     * Value of the gauge of this name in the last flush; NaN if it had none.
     *
     * @throws AssertionError if the name is a counter's or a timer's
     */
    public synchronized double value(String name) {
        return points(name, true).mapToDouble(Point::value).reduce(Double.NaN, (before, last) -> last);
    }

    private Stream<Point> points(String name, boolean ofGauge) {
        return flushes.stream()
                .flatMap(List::stream)
                .filter(point -> point.definition().name().equals(name))
                .map(point -> require(point, ofGauge));
    }

    private static Point require(Point point, boolean ofGauge) {
        if ((point.definition().kind() == Kind.GAUGE) != ofGauge) {
            throw new AssertionError(
                    "it must be " + (ofGauge ? "a gauge" : "a counter or timer") + ", was " + point.definition());
        }
        return point;
    }

    /** Number of flushes that have thrown. */
    public synchronized int failures() {
        return failures;
    }

    /** Number of closes. */
    public synchronized int closes() {
        return closes;
    }
}
