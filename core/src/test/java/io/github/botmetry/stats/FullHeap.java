package io.github.botmetry.stats;

import io.github.botmetry.guard.Warnings;
import org.jspecify.annotations.Nullable;

/** A bot that records while its heap is full, in a JVM of its own. */
final class FullHeap {

    private static final int BEFORE = 10;
    private static final int MEANWHILE = 1_000;

    private static @Nullable Object heap;

    private FullHeap() {}

    /** Prints the count, and the number of samples that are kept. */
    public static void main(String[] arguments) {
        SeriesTable table = new SeriesTable(100, new Warnings(false));
        Rehearsal.in(table);
        Timer timer = table.stats().timer("lookup");
        record(timer, BEFORE);
        fill();
        record(timer, MEANWHILE);
        heap = null;
        table.series().forEach(FullHeap::print);
    }

    private static void record(Timer timer, int times) {
        for (int i = 0; i < times; i++) {
            timer.recordNanos(50);
        }
    }

    private static void fill() {
        for (int size = 1 << 20; size > 0; size /= 2) {
            try {
                while (true) {
                    heap = new Object[] {heap, new byte[size]};
                }
            } catch (OutOfMemoryError full) {
                // smaller ones may fit
            }
        }
    }

    private static void print(Series one) {
        if (one instanceof TimerSeries series && series.definition().name().equals("lookup")) {
            System.out.println(series.count() + " recorded, " + series.samplesSince(0, new long[1_000]) + " kept");
        }
    }
}
