package io.github.botmetry.statsd;

import io.github.botmetry.stats.GaugeDefinition;
import io.github.botmetry.stats.GaugeSeries;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Sends the value at each flush, since some servers forget gauges in between. When a gauge loses its value, sends the
 * definition's last value, if it has one.
 */
final class GaugeLines implements SeriesLines {

    private static final int VALUE_BYTES = 12;
    private static final double LARGEST_EXACT = 1L << 53;

    private final GaugeSeries series;
    private final List<WireName> names;
    private final OptionalDouble lastValue;
    private final boolean[] isShown;

    GaugeLines(GaugeSeries series, List<WireName> names) {
        this.series = series;
        this.names = names;
        this.lastValue = ((GaugeDefinition) series.definition()).lastValue();
        this.isShown = new boolean[names.size()];
    }

    @Override
    public long estimatedBytes() {
        return names.stream().mapToLong(name -> name.bytes() + VALUE_BYTES).sum();
    }

    @Override
    public void write(Transport transport) throws IOException {
        double value = series.value();
        if (Double.isNaN(value)) {
            writeLast(transport);
            return;
        }
        double sent = inUnitsOfStatsD(value);
        for (int i = 0; i < names.size(); i++) {
            transport.gauge(names.get(i), sent, new Shown(i, true));
        }
    }

    private void writeLast(Transport transport) throws IOException {
        if (lastValue.isEmpty()) {
            return;
        }
        for (int i = 0; i < names.size(); i++) {
            if (isShown[i]) {
                transport.gauge(names.get(i), inUnitsOfStatsD(lastValue.getAsDouble()), new Shown(i, false));
            }
        }
    }

    /** Converts seconds to milliseconds, StatsD's unit of durations; rounds to nanoseconds to remove binary noise. */
    private double inUnitsOfStatsD(double value) {
        if (!series.definition().unit().equals("seconds")) {
            return value;
        }
        double nanos = value * 1e9;
        double millis = Math.abs(nanos) < LARGEST_EXACT ? Math.rint(nanos) / 1e6 : value * 1e3;
        if (Double.isInfinite(millis)) {
            throw new ArithmeticException(value + " seconds are more milliseconds than a double holds");
        }
        return millis;
    }

    @Override
    public long waiting() {
        return 0;
    }

    /** Remembers whether a server shows the gauge under a name. */
    private final class Shown implements Mark {
        private final int index;
        private final boolean shown;

        Shown(int index, boolean shown) {
            this.index = index;
            this.shown = shown;
        }

        @Override
        public void sent(long amount) {
            isShown[index] = shown;
        }

        @Override
        public void refused(long amount) {
            isShown[index] = false;
        }
    }
}
