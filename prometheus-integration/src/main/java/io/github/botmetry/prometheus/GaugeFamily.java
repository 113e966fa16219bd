package io.github.botmetry.prometheus;

import io.github.botmetry.stats.Definition;
import io.github.botmetry.stats.GaugeSeries;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes gauges; leaves out a gauge without a value, and a family without any value. */
final class GaugeFamily extends Family<GaugeSeries> {

    private final byte[] sampleName;
    private final byte[] textHeader;
    private final byte[] openMetricsHeader;
    private final MetricMetadata metadata;

    GaugeFamily(Definition definition, FamilyName name) {
        super(definition, name, GaugeSeries.class);
        this.sampleName = TextOutput.bytes(name.base());
        this.textHeader = header(Format.TEXT, name.base(), "gauge");
        this.openMetricsHeader = header(Format.OPEN_METRICS, name.base(), "gauge");
        this.metadata = metadata(name.snapshotName());
    }

    @Override
    void write(TextOutput output, Format format) throws IOException {
        boolean isBegun = false;
        for (Row<GaugeSeries> row : rows()) {
            double value = row.series().value();
            if (Double.isNaN(value)) {
                continue;
            }
            if (!isBegun) {
                isBegun = true;
                output.write(format == Format.TEXT ? textHeader : openMetricsHeader);
            }
            writeSample(output, sampleName, row.pairs());
            output.write(value);
            output.write('\n');
        }
    }

    @Override
    @Nullable
    MetricSnapshot snapshot() {
        return name().isInfo() ? info() : gauge();
    }

    private @Nullable MetricSnapshot gauge() {
        List<GaugeDataPointSnapshot> points = new ArrayList<>(rows().size());
        for (Row<GaugeSeries> row : rows()) {
            double value = row.series().value();
            if (!Double.isNaN(value)) {
                points.add(new GaugeDataPointSnapshot(value, row.labels(), null));
            }
        }
        return points.isEmpty() ? null : new GaugeSnapshot(metadata, points);
    }

    /** Returns an info snapshot, since client_java takes no other kind under this name. */
    private MetricSnapshot info() {
        return new InfoSnapshot(
                metadata,
                rows().stream()
                        .map(row -> new InfoDataPointSnapshot(row.labels()))
                        .toList());
    }
}
