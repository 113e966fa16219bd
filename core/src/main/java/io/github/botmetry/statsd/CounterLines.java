package io.github.botmetry.statsd;

import io.github.botmetry.stats.CounterSeries;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Sends the amount added since the last datagram that left. */
final class CounterLines implements SeriesLines {

    private static final int VALUE_BYTES = 8;

    private final CounterSeries series;
    private final List<WireName> names;
    private final List<Progress> progress;

    CounterLines(CounterSeries series, List<WireName> names) {
        this.series = series;
        this.names = names;
        this.progress = Stream.generate(Progress::new).limit(names.size()).toList();
    }

    @Override
    public long estimatedBytes() {
        long total = series.total();
        long bytes = 0;
        for (int i = 0; i < names.size(); i++) {
            if (total > progress.get(i).settled()) {
                bytes += names.get(i).bytes() + VALUE_BYTES;
            }
        }
        return bytes;
    }

    @Override
    public void write(Transport transport) throws IOException {
        long total = series.total();
        for (int i = 0; i < names.size(); i++) {
            long added = total - progress.get(i).settled();
            if (added > 0) {
                transport.count(names.get(i), added, progress.get(i));
            }
        }
    }

    @Override
    public long waiting() {
        long total = series.total();
        return progress.stream().mapToLong(one -> one.undelivered(total)).max().orElse(0);
    }
}
