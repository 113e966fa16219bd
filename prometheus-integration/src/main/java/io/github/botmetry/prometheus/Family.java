package io.github.botmetry.prometheus;

import io.github.botmetry.stats.Definition;
import io.github.botmetry.stats.OriginalHash;
import io.github.botmetry.stats.Series;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds all series of one definition, with the text of their lines that never changes.
 *
 * <p>A scrape writes that text and the numbers between. Guarded by the {@link Exposition}'s lock.
 *
 * @param <S> the kind of its series
 */
abstract class Family<S extends Series> {

    private final Definition definition;
    private final FamilyName name;
    private final List<String> labelNames;
    private final Class<S> kind;
    private final List<Row<S>> rows = new ArrayList<>();
    private final List<Map<String, String>> originals = new ArrayList<>();

    /** A series, with its labels as bytes without braces, and as client_java's labels. */
    record Row<S extends Series>(S series, byte[] pairs, Labels labels) {}

    Family(Definition definition, FamilyName name, Class<S> kind) {
        this.definition = definition;
        this.name = name;
        this.labelNames = LabelText.names(definition);
        this.kind = kind;
        labelNames.forEach(label -> originals.add(new HashMap<>()));
    }

    static Family<?> of(Definition definition, FamilyName name, Exemplars exemplars) {
        return switch (definition.kind()) {
            case COUNTER -> new CounterFamily(definition, name);
            case GAUGE -> new GaugeFamily(definition, name);
            case TIMER ->
                FamilyName.isHistogram(definition)
                        ? new HistogramFamily(definition, name, exemplars)
                        : new SummaryFamily(definition, name);
        };
    }

    final void add(Series series) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < labelNames.size(); i++) {
            values.add(labelValue(i, series.labelValues().get(i)));
        }
        rows.add(new Row<>(kind.cast(series), LabelText.pairs(labelNames, values), Labels.of(labelNames, values)));
    }

    /** Returns a form of the value that no other value of this label has, since two equal rows spoil a scrape. */
    private String labelValue(int label, String raw) {
        Map<String, String> taken = originals.get(label);
        String plain = LabelText.value(raw);
        String value = OriginalHash.firstFree(
                raw, suffix -> plain + suffix, form -> raw.equals(taken.getOrDefault(form, raw)));
        taken.put(value, raw);
        return value;
    }

    final List<Row<S>> rows() {
        return rows;
    }

    final FamilyName name() {
        return name;
    }

    /** Returns the text of {@code HELP}; promtool wants one for each name, also for names without a definition. */
    private String help() {
        String help = definition.help();
        return LabelText.spelled(help.isEmpty() ? "Recorded as " + definition.name() + "." : help);
    }

    final MetricMetadata metadata(String metadataName) {
        Unit unit = name.unit().isEmpty() ? null : new Unit(name.unit());
        return new MetricMetadata(metadataName, help(), unit);
    }

    /** Returns the lines before a family's samples. */
    final byte[] header(Format format, String named, String type) {
        boolean isOpenMetrics = format == Format.OPEN_METRICS;
        StringBuilder header = new StringBuilder()
                .append("# HELP ")
                .append(named)
                .append(' ')
                .append(LabelText.escaped(help(), isOpenMetrics))
                .append('\n')
                .append("# TYPE ")
                .append(named)
                .append(' ')
                .append(type)
                .append('\n');
        if (isOpenMetrics && !name.unit().isEmpty()) {
            header.append("# UNIT ")
                    .append(named)
                    .append(' ')
                    .append(name.unit())
                    .append('\n');
        }
        return TextOutput.bytes(header.toString());
    }

    /** Writes a sample's name and labels, up to its value. */
    static void writeSample(TextOutput output, byte[] sampleName, byte[] pairs) throws IOException {
        output.write(sampleName);
        if (pairs.length > 0) {
            output.write('{');
            output.write(pairs);
            output.write('}');
        }
        output.write(' ');
    }

    abstract void write(TextOutput output, Format format) throws IOException;

    /** Returns the same for a registry of client_java; null if there is nothing to show. */
    abstract @Nullable MetricSnapshot snapshot();
}
