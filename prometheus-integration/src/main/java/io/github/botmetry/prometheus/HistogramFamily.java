package io.github.botmetry.prometheus;

import io.github.botmetry.event.TraceContext;
import io.github.botmetry.stats.Definition;
import io.github.botmetry.stats.TimerDefinition;
import io.github.botmetry.stats.TimerReading;
import io.github.botmetry.stats.TimerSeries;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes timers with bounds as histograms. */
final class HistogramFamily extends Family<TimerSeries> {

    private final Exemplars exemplars;
    private final byte[] count;
    private final byte[] sum;
    private final byte[] bucket;
    private final byte[][] bounds;
    private final double[] boundSeconds;
    private final TimerReading reading = new TimerReading();
    private final byte[] textHeader;
    private final byte[] openMetricsHeader;
    private final MetricMetadata metadata;

    HistogramFamily(Definition definition, FamilyName name, Exemplars exemplars) {
        super(definition, name, TimerSeries.class);
        this.exemplars = exemplars;
        this.count = TextOutput.bytes(name.base() + "_count");
        this.sum = TextOutput.bytes(name.base() + "_sum");
        this.bucket = TextOutput.bytes(name.base() + "_bucket{");
        this.boundSeconds = boundSeconds(((TimerDefinition) definition).bucketBoundsNanos());
        this.bounds = new byte[boundSeconds.length][];
        for (int i = 0; i < bounds.length; i++) {
            String bound = i == bounds.length - 1 ? "+Inf" : Double.toString(boundSeconds[i]);
            bounds[i] = TextOutput.bytes("le=\"" + bound + "\"} ");
        }
        this.textHeader = header(Format.TEXT, name.base(), "histogram");
        this.openMetricsHeader = header(Format.OPEN_METRICS, name.base(), "histogram");
        this.metadata = metadata(name.snapshotName());
    }

    private static double[] boundSeconds(long[] nanos) {
        double[] seconds = new double[nanos.length + 1];
        for (int i = 0; i < nanos.length; i++) {
            seconds[i] = Unit.nanosToSeconds(nanos[i]);
        }
        seconds[nanos.length] = Double.POSITIVE_INFINITY;
        return seconds;
    }

    @Override
    void write(TextOutput output, Format format) throws IOException {
        output.write(format == Format.TEXT ? textHeader : openMetricsHeader);
        boolean withExemplars = format == Format.OPEN_METRICS && !exemplars.isEmpty();
        for (Row<TimerSeries> row : rows()) {
            row.series().read(reading);
            long cumulative = 0;
            for (int i = 0; i < bounds.length; i++) {
                cumulative += reading.bucket(i);
                writeBucket(output, row.pairs(), bounds[i], cumulative);
                if (withExemplars) {
                    writeExemplar(output, exemplars.newest(row.series(), i));
                }
                output.write('\n');
            }
            writeSample(output, count, row.pairs());
            output.write(reading.count());
            output.write('\n');
            writeSample(output, sum, row.pairs());
            output.writeSeconds(reading.totalNanos());
            output.write('\n');
        }
    }

    private void writeBucket(TextOutput output, byte[] pairs, byte[] bound, long cumulative) throws IOException {
        output.write(bucket);
        if (pairs.length > 0) {
            output.write(pairs);
            output.write(',');
        }
        output.write(bound);
        output.write(cumulative);
    }

    private static void writeExemplar(TextOutput output, @Nullable Exemplar exemplar) throws IOException {
        if (exemplar != null) {
            TraceContext trace = exemplar.trace();
            output.write(
                    TextOutput.bytes(" # {trace_id=\"" + trace.traceId() + "\",span_id=\"" + trace.spanId() + "\"} "));
            output.writeSeconds(exemplar.nanos());
            output.write(' ');
            output.writeSeconds(exemplar.epochMillis() * 1_000_000);
        }
    }

    /** Leaves out exemplars: the bot's registry may put them where Prometheus before 2.43 drops the scrape. */
    @Override
    MetricSnapshot snapshot() {
        List<HistogramDataPointSnapshot> points = new ArrayList<>(rows().size());
        for (Row<TimerSeries> row : rows()) {
            row.series().read(reading);
            points.add(new HistogramDataPointSnapshot(
                    ClassicHistogramBuckets.of(boundSeconds, counts()),
                    Unit.nanosToSeconds(reading.totalNanos()),
                    row.labels(),
                    io.prometheus.metrics.model.snapshots.Exemplars.EMPTY,
                    0));
        }
        return new HistogramSnapshot(metadata, points);
    }

    private long[] counts() {
        long[] counts = new long[reading.bucketCount()];
        Arrays.setAll(counts, reading::bucket);
        return counts;
    }
}
