package io.github.botmetry.statsd;

import io.github.botmetry.stats.TimerSeries;
import java.util.List;
import java.util.function.Consumer;

/**
 * Every duration while all samples are kept; else samples at a rate of 1/2^k.
 *
 * <p>What the rate does not divide is sent as one sample at each smaller power of two, so that the server's count is exact.
 */
final class TimerLines extends SeriesLines {

    private static final int MAX_LINES = 2048;

    private final TimerSeries series;
    private final long[] sent;

    TimerLines(TimerSeries series, List<WireName> names) {
        super(names);
        this.series = series;
        this.sent = new long[names.size()];
    }

    @Override
    void collect(int index, WireName name, Consumer<Line> lines) {
        long recorded = series.count() - sent[index];
        if (recorded <= 0) {
            return;
        }
        long[] samples = new long[(int) Math.min(recorded, MAX_LINES)];
        int kept = series.samplesSince(sent[index], samples);
        int power = 0;
        while (linesAt(power, recorded) > kept) {
            power++;
        }
        Thinned thinned = new Thinned(index, name, lines, samples, kept, linesAt(power, recorded));
        for (long i = recorded >> power; i > 0; i--) {
            thinned.add(power);
        }
        for (int lower = power - 1; lower >= 0; lower--) {
            if ((recorded >> lower & 1) != 0) {
                thinned.add(lower);
            }
        }
    }

    private static long linesAt(int power, long recorded) {
        return (recorded >> power) + Long.bitCount(recorded & ((1L << power) - 1));
    }

    /** Takes samples evenly from all that are kept. */
    private final class Thinned {
        private final int index;
        private final WireName name;
        private final Consumer<Line> lines;
        private final long[] samples;
        private final int kept;
        private final long wanted;
        private int taken;

        Thinned(int index, WireName name, Consumer<Line> lines, long[] samples, int kept, long wanted) {
            this.index = index;
            this.name = name;
            this.lines = lines;
            this.samples = samples;
            this.kept = kept;
            this.wanted = wanted;
        }

        void add(int power) {
            long nanos = samples[(int) (taken++ * (long) kept / wanted)];
            String rate = power == 0 ? "ms" : "ms|@" + Decimals.sampleRate(power);
            lines.accept(new Line(name.line(Decimals.millis(nanos), rate), () -> sent[index] += 1L << power));
        }
    }
}
