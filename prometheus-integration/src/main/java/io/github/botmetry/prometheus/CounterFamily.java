package io.github.botmetry.prometheus;

import io.github.botmetry.stats.CounterSeries;
import io.github.botmetry.stats.Definition;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Writes counters: {@code _total} ends a sample's name, and in the older format the family's name too. */
final class CounterFamily extends Family<CounterSeries> {

    private final byte[] sampleName;
    private final byte[] textHeader;
    private final byte[] openMetricsHeader;
    private final MetricMetadata metadata;

    CounterFamily(Definition definition, FamilyName name) {
        super(definition, name, CounterSeries.class);
        String total = name.base() + "_total";
        this.sampleName = TextOutput.bytes(total);
        this.textHeader = header(Format.TEXT, total, "counter");
        this.openMetricsHeader = header(Format.OPEN_METRICS, name.base(), "counter");
        this.metadata = metadata(name.snapshotName());
    }

    @Override
    void write(TextOutput output, Format format) throws IOException {
        output.write(format == Format.TEXT ? textHeader : openMetricsHeader);
        for (Row<CounterSeries> row : rows()) {
            writeSample(output, sampleName, row.pairs());
            output.write(row.series().total());
            output.write('\n');
        }
    }

    @Override
    MetricSnapshot snapshot() {
        List<CounterDataPointSnapshot> points = new ArrayList<>(rows().size());
        for (Row<CounterSeries> row : rows()) {
            points.add(new CounterDataPointSnapshot(row.series().total(), row.labels(), null, 0));
        }
        return new CounterSnapshot(metadata, points);
    }
}
