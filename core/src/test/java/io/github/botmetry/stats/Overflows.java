package io.github.botmetry.stats;

import io.github.botmetry.guard.Warnings;
import java.time.Duration;
import java.util.stream.StreamSupport;

/** A bot that times itself at the levels of a recursion until its stack ends. */
final class Overflows {

    static final long NANOS = 50;

    private static final TimerDefinition LEVEL = TimerDefinition.named("level")
            .buckets(Duration.ofNanos(10), Duration.ofNanos(100))
            .build();

    /** Recursions begin at so many different levels, since frames meet the end of the stack at different points then. */
    private static final int BEGINNINGS = 61;

    /** So many levels are timed on the way back; those above find stack enough. */
    private static final int NEAR_THE_END = 100;

    private static final long STACK_BYTES = 256 * 1024;

    private final SeriesTable table = new SeriesTable(10, new Warnings(false));
    private long attempted;
    private int unwound;
    private long recorded;

    /** Starts the bot's thread, which ends after so many overflows unless it hangs. */
    Thread start(int times) {
        Thread bot = new Thread(null, () -> overflow(times), "overflows", STACK_BYTES);
        bot.setDaemon(true);
        bot.start();
        return bot;
    }

    private void overflow(int times) {
        for (int i = 0; i < times; i++) {
            unwound = 0;
            try {
                begin(i % BEGINNINGS);
                throw new AssertionError("the stack has no end");
            } catch (StackOverflowError expected) {
                // the next recursion
            }
        }
    }

    private void begin(int levelsAbove) {
        if (levelsAbove > 0) {
            begin(levelsAbove - 1);
        } else {
            level();
        }
    }

    private void level() {
        try {
            level();
        } finally {
            if (unwound++ < NEAR_THE_END) {
                attempted++;
                timer().recordNanos(NANOS);
                recorded++;
            }
        }
    }

    Timer timer() {
        return table.stats().timer(LEVEL);
    }

    TimerSeries series() {
        return StreamSupport.stream(table.series().spliterator(), false)
                .filter(TimerSeries.class::isInstance)
                .map(TimerSeries.class::cast)
                .findFirst()
                .orElseThrow();
    }

    TimerReading reading() {
        TimerReading reading = new TimerReading();
        series().read(reading);
        return reading;
    }

    /** Each call that returned has recorded; one that ran out of stack may have, all of its duration or nothing. */
    boolean isRight(TimerReading reading, long byOthers) {
        return recorded > 0
                && reading.count() >= recorded + byOthers
                && reading.count() <= attempted + byOthers
                && reading.totalNanos() == reading.count() * NANOS
                && reading.bucket(1) == reading.count();
    }

    @Override
    public String toString() {
        return recorded + " of " + attempted + " calls returned";
    }
}
