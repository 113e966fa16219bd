package io.github.botmetry.statsd;

import io.github.botmetry.guard.Warnings;
import io.github.botmetry.stats.Series;
import io.github.botmetry.stats.Stats;
import io.github.botmetry.stats.StatsSink;
import io.github.botmetry.stats.Timer;
import io.github.botmetry.stats.TimerDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Sends the new values of every series, and remembers how much of each was sent. */
final class StatsDSink implements StatsSink {

    private static final String SELF = "botmetry.";

    private final StatsDSettings settings;
    private final Traffic traffic;
    private final LineRefusals refusals;
    private final LineEncoder encoder;
    private final Transport transport;
    private final Timer flushDuration;
    private volatile AtomicReferenceArray<@Nullable SeriesLines> lines = new AtomicReferenceArray<>(64);
    private volatile long lastFlushMicros;

    StatsDSink(StatsDSettings settings, Stats stats, Warnings warnings) {
        this(
                settings,
                stats,
                warnings,
                (traffic, refusals) -> settings.dialect() == Dialect.PLAIN
                        ? new PlainTransport(settings, traffic, refusals)
                        : new DogStatsDTransport(
                                settings, traffic, refusals, task -> warnings.thread(task, "botmetry-dogstatsd")));
    }

    StatsDSink(
            StatsDSettings settings,
            Stats stats,
            Warnings warnings,
            BiFunction<Traffic, LineRefusals, Transport> transport) {
        this.settings = settings;
        this.traffic = new Traffic(stats);
        this.refusals = new LineRefusals(stats, warnings::warn);
        this.encoder = settings.dialect().encoder(new WireNames(settings.dialect(), warnings::warn));
        this.transport = transport.apply(traffic, refusals);
        this.flushDuration = stats.timer(TimerDefinition.named("botmetry.statsd.flush.duration")
                .help("How long it takes to encode and send all that is new.")
                .build());
    }

    @Override
    public void flush(Iterable<Series> series) throws IOException {
        long started = System.nanoTime();
        try {
            transport.begin(estimatedBytes(series));
            for (Series one : series) {
                if (isSent(one)) {
                    write(one);
                }
            }
            transport.finish();
        } finally {
            long nanos = System.nanoTime() - started;
            flushDuration.recordNanos(nanos);
            lastFlushMicros = nanos / 1_000;
        }
    }

    private boolean isSent(Series series) {
        return settings.selfMetrics() || !series.definition().name().startsWith(SELF);
    }

    private long estimatedBytes(Iterable<Series> series) {
        long bytes = 0;
        for (Series one : series) {
            if (isSent(one)) {
                bytes += estimatedBytes(one);
            }
        }
        return bytes;
    }

    private long estimatedBytes(Series series) {
        try {
            SeriesLines known = known(series);
            return known == null ? SeriesLines.roughBytes(series) : known.estimatedBytes();
        } catch (Throwable cannotBeWritten) {
            return 0; // write() refuses it
        }
    }

    /** Sends one series. Only a failure to send ends the flush; any other is a refusal of this series alone. */
    private void write(Series series) throws IOException {
        try {
            linesOf(series).write(transport);
        } catch (IOException e) {
            throw e;
        } catch (LinkageError e) {
            throw ClientErrors.misfit(e);
        } catch (Throwable cannotBeWritten) {
            refusals.failed(series, cannotBeWritten);
        }
    }

    private SeriesLines linesOf(Series series) {
        int index = series.index();
        AtomicReferenceArray<@Nullable SeriesLines> all = lines;
        if (index >= all.length()) {
            all = grown(all, index);
            lines = all;
        }
        SeriesLines known = all.get(index);
        if (known == null) {
            known = SeriesLines.of(series, encoder.names(series, settings));
            all.set(index, known);
        }
        return known;
    }

    private @Nullable SeriesLines known(Series series) {
        AtomicReferenceArray<@Nullable SeriesLines> all = lines;
        return series.index() < all.length() ? all.get(series.index()) : null;
    }

    private static AtomicReferenceArray<@Nullable SeriesLines> grown(
            AtomicReferenceArray<@Nullable SeriesLines> all, int index) {
        AtomicReferenceArray<@Nullable SeriesLines> larger =
                new AtomicReferenceArray<>(Math.max(index + 1, all.length() * 2));
        for (int i = 0; i < all.length(); i++) {
            larger.set(i, all.get(i));
        }
        return larger;
    }

    @Override
    public Duration interval() {
        return settings.interval();
    }

    @Override
    public OptionalLong waiting(Iterable<Series> series) {
        long waiting = 0;
        for (Series one : series) {
            if (isSent(one)) {
                SeriesLines known = known(one);
                waiting += known == null ? SeriesLines.waitingUnsent(one) : known.waiting();
            }
        }
        return OptionalLong.of(waiting);
    }

    @Override
    public Map<String, Long> figures() {
        Map<String, Long> figures = new LinkedHashMap<>(traffic.figures());
        figures.put("lines_refused", refusals.total());
        figures.put("flush_micros", lastFlushMicros);
        return figures;
    }

    @Override
    public void close(Duration limit) {
        try {
            transport.close(limit);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
