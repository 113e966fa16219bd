package io.github.botmetry.statsd;

import io.github.botmetry.Health;
import io.github.botmetry.stats.Counter;
import io.github.botmetry.stats.CounterDefinition;
import io.github.botmetry.stats.Series;
import io.github.botmetry.stats.Stats;
import io.github.botmetry.stats.StatsSink;
import io.github.botmetry.stats.Timer;
import io.github.botmetry.stats.TimerDefinition;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Sends what is new of every series, and remembers what was sent. */
final class StatsDSink implements StatsSink {

    private static final String SELF = "botmetry.";

    private final StatsD options;
    private final DogStatsDTransport transport;
    private final List<@Nullable SeriesLines> lines = new ArrayList<>();
    private final Counter refused;
    private final Timer flushDuration;
    private final AtomicLong refusedLines = new AtomicLong();
    private volatile long lastFlushMicros;
    private volatile @Nullable String lastError;
    private volatile boolean isUp = true;

    StatsDSink(StatsD options, Stats stats) {
        this.options = options;
        this.transport = new DogStatsDTransport(options, new Traffic(stats));
        this.refused = stats.counter(CounterDefinition.named("botmetry.statsd.lines_refused")
                .help("Lines longer than a datagram, which were not sent.")
                .build());
        this.flushDuration = stats.timer(TimerDefinition.named("botmetry.statsd.flush.duration")
                .help("How long it takes to encode and send all that is new.")
                .build());
    }

    @Override
    public void flush(Iterable<Series> series) throws IOException {
        long started = System.nanoTime();
        List<Line> fresh = new ArrayList<>();
        for (Series one : series) {
            if (options.sendsSelfMetrics() || !one.definition().name().startsWith(SELF)) {
                linesOf(one).collect(line -> addIfFits(line, fresh));
            }
        }
        try {
            transport.deliver(fresh);
            isUp = true;
        } catch (IOException | RuntimeException e) {
            isUp = false;
            lastError = e.toString();
            throw e;
        } finally {
            long nanos = System.nanoTime() - started;
            flushDuration.recordNanos(nanos);
            lastFlushMicros = nanos / 1_000;
        }
    }

    private SeriesLines linesOf(Series series) {
        while (lines.size() <= series.index()) {
            lines.add(null);
        }
        SeriesLines known = lines.get(series.index());
        if (known == null) {
            known = SeriesLines.of(series, options);
            lines.set(series.index(), known);
        }
        return known;
    }

    private void addIfFits(Line line, List<Line> fresh) {
        if (Datagram.bytesOf(line) <= options.maxPacketBytes()) {
            fresh.add(line);
            return;
        }
        refused.incr();
        refusedLines.incrementAndGet();
        lastError = "a line longer than a datagram was not sent: " + line.text();
        line.delivered().run(); // it would not fit next time either
    }

    @Override
    public Duration interval() {
        return options.interval();
    }

    Health health() {
        Traffic traffic = transport.traffic();
        return new Health(isUp, Map.of(), lastError)
                .with("datagrams", traffic.datagrams())
                .with("bytes", traffic.bytes())
                .with("lines", traffic.lines())
                .with("lines_refused", refusedLines.get())
                .with("flush_micros", lastFlushMicros);
    }
}
