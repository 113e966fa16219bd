package io.github.botmetry.stats;

import java.time.Duration;

/**
 * Records and reads one series of each kind in a temporary table, so that all classes are initialised.
 *
 * <p>A class whose initialiser runs out of stack stays broken for the life of the JVM, and a bot's recursion may record at the
 * very end of its stack.
 */
final class Rehearsal {

    private static final int CREATED_THEN_FOUND = 2;

    private static final CounterDefinition COUNTER =
            CounterDefinition.named("rehearsal.counter").labels("label").build();
    private static final GaugeDefinition GAUGE =
            GaugeDefinition.named("rehearsal.gauge").labels("label").build();
    private static final TimerDefinition TIMER = TimerDefinition.named("rehearsal.timer")
            .labels("label")
            .buckets(Duration.ofNanos(1))
            .build();

    private Rehearsal() {}

    /** Leaves some ten series in the table and has no other effect. */
    static void in(SeriesTable table) {
        for (int i = 0; i < CREATED_THEN_FOUND; i++) {
            recordByName(table.stats());
            recordByName(table.stats().namespace("rehearsed"));
            recordByDefinition(table.stats());
        }
        table.series().forEach(Rehearsal::read);
    }

    private static void recordByName(Stats stats) {
        stats.incr("counted");
        stats.incr("counted.by.{label}", "value");
        stats.gauge("level", 1);
        stats.timing("duration", Duration.ofNanos(1));
    }

    private static void recordByDefinition(Stats stats) {
        stats.counter(COUNTER, "value").incr();
        stats.gauge(GAUGE, "value").set(1);
        stats.timer(TIMER, "value").recordNanos(1);
    }

    private static void read(Series series) {
        if (series instanceof CounterSeries counter) {
            counter.total();
        } else if (series instanceof GaugeSeries gauge) {
            gauge.value();
        } else if (series instanceof TimerSeries timer) {
            timer.read(new TimerReading());
            timer.samplesSince(0, new long[1]);
        }
    }
}
