package io.github.botmetry.statsd;

import io.github.botmetry.stats.GaugeSeries;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** The value when it has changed, and now and then so that servers which forget still know it. */
final class GaugeLines extends SeriesLines {

    private static final int FLUSHES_TO_REFRESH = 6;

    private final GaugeSeries series;
    private final boolean signsAreDeltas;
    private final double[] sent;
    private final int[] flushesSinceSent;

    GaugeLines(GaugeSeries series, List<WireName> names, boolean signsAreDeltas) {
        super(names);
        this.series = series;
        this.signsAreDeltas = signsAreDeltas;
        this.sent = new double[names.size()];
        this.flushesSinceSent = new int[names.size()];
        Arrays.fill(sent, Double.NaN);
    }

    @Override
    void collect(int index, WireName name, Consumer<Line> lines) {
        double value = inUnitsOfStatsD(series.value());
        if (Double.isNaN(value)) {
            sent[index] = Double.NaN;
            return;
        }
        flushesSinceSent[index]++;
        if (value != sent[index] || flushesSinceSent[index] >= FLUSHES_TO_REFRESH) {
            lines.accept(new Line(text(name, value), () -> {
                sent[index] = value;
                flushesSinceSent[index] = 0;
            }));
        }
    }

    /** Durations are milliseconds there, also those that are gauges; down to nanoseconds, without what binary adds. */
    private double inUnitsOfStatsD(double value) {
        return series.definition().unit().equals("seconds") ? Math.rint(value * 1e9) / 1e6 : value;
    }

    private String text(WireName name, double value) {
        String line = name.line(Decimals.of(value), "g");
        return value < 0 && signsAreDeltas ? name.line("0", "g") + '\n' + line : line;
    }
}
