package io.github.botmetry.statsd;

import io.github.botmetry.stats.TimerSeries;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sends the durations recorded since the last datagram that left. */
final class TimerLines implements SeriesLines {

    private static final int MAX_SAMPLES = 2048;
    static final int USUAL_LINES = 512;
    private static final int VALUE_BYTES = 16;

    private final TimerSeries series;
    private final List<WireName> names;
    private final List<Progress> progress;

    TimerLines(TimerSeries series, List<WireName> names) {
        this.series = series;
        this.names = names;
        this.progress = Stream.generate(Progress::new).limit(names.size()).toList();
    }

    @Override
    public long estimatedBytes() {
        long count = series.count();
        long bytes = 0;
        for (int i = 0; i < names.size(); i++) {
            long lines = Math.min(count - progress.get(i).settled(), USUAL_LINES);
            bytes += Math.max(0, lines) * (names.get(i).bytes() + VALUE_BYTES);
        }
        return bytes;
    }

    /** Gives the same samples to all names of the same progress. */
    @Override
    public void write(Transport transport) throws IOException {
        long count = series.count();
        long since = -1;
        Durations fresh = null;
        for (int i = 0; i < names.size(); i++) {
            long settled = progress.get(i).settled();
            if (settled != since) {
                since = settled;
                fresh = fresh(settled, count - settled);
            }
            if (fresh != null) {
                transport.durations(names.get(i), fresh, progress.get(i));
            }
        }
    }

    private @Nullable Durations fresh(long settled, long recorded) {
        if (recorded <= 0) {
            return null;
        }
        long[] samples = new long[(int) Math.min(recorded, MAX_SAMPLES)];
        int kept = series.samplesSince(settled, samples);
        return kept == 0 ? null : new Durations(recorded, Arrays.copyOf(samples, kept));
    }

    @Override
    public long waiting() {
        long count = series.count();
        return progress.stream().mapToLong(one -> one.undelivered(count)).max().orElse(0);
    }
}
