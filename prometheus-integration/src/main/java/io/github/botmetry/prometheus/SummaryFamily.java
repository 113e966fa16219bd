package io.github.botmetry.prometheus;

import io.github.botmetry.stats.Definition;
import io.github.botmetry.stats.TimerReading;
import io.github.botmetry.stats.TimerSeries;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Writes timers without bounds as summaries of count and sum. */
final class SummaryFamily extends Family<TimerSeries> {

    private final byte[] count;
    private final byte[] sum;
    private final TimerReading reading = new TimerReading();
    private final byte[] textHeader;
    private final byte[] openMetricsHeader;
    private final MetricMetadata metadata;

    SummaryFamily(Definition definition, FamilyName name) {
        super(definition, name, TimerSeries.class);
        this.count = TextOutput.bytes(name.base() + "_count");
        this.sum = TextOutput.bytes(name.base() + "_sum");
        this.textHeader = header(Format.TEXT, name.base(), "summary");
        this.openMetricsHeader = header(Format.OPEN_METRICS, name.base(), "summary");
        this.metadata = metadata(name.snapshotName());
    }

    @Override
    void write(TextOutput output, Format format) throws IOException {
        output.write(format == Format.TEXT ? textHeader : openMetricsHeader);
        for (Row<TimerSeries> row : rows()) {
            row.series().read(reading);
            writeSample(output, count, row.pairs());
            output.write(reading.count());
            output.write('\n');
            writeSample(output, sum, row.pairs());
            output.writeSeconds(reading.totalNanos());
            output.write('\n');
        }
    }

    @Override
    MetricSnapshot snapshot() {
        List<SummaryDataPointSnapshot> points = new ArrayList<>(rows().size());
        for (Row<TimerSeries> row : rows()) {
            row.series().read(reading);
            double seconds = Unit.nanosToSeconds(reading.totalNanos());
            points.add(new SummaryDataPointSnapshot(
                    reading.count(), seconds, Quantiles.EMPTY, row.labels(), Exemplars.EMPTY, 0));
        }
        return new SummarySnapshot(metadata, points);
    }
}
