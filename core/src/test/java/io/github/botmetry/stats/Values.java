package io.github.botmetry.stats;

import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads back what a table holds. */
record Values(Iterable<Series> series) {

    private Stream<Series> of(String name) {
        return StreamSupport.stream(series.spliterator(), false)
                .filter(one -> one.definition().name().equals(name));
    }

    /** What counters and timers of this name hold, all label values together. */
    long amount(String name) {
        return of(name).mapToLong(
                        one -> one instanceof CounterSeries counter ? counter.total() : ((TimerSeries) one).count())
                .sum();
    }

    /** The value of the gauge of this name. */
    double gauge(String name) {
        return of(name).mapToDouble(one -> ((GaugeSeries) one).value())
                .findFirst()
                .orElse(Double.NaN);
    }

    static long refused(SeriesTable table, String reason) {
        return Objects.requireNonNull(table.refused().get(reason));
    }

    static long refused(SeriesTable table) {
        return table.refused().values().stream().mapToLong(Long::longValue).sum();
    }
}
