package io.github.botmetry.demo;

import java.util.Locale;

/**
 * A snapshot of one name that arrived over StatsD.
 *
 * @param type c, ms or g, as on the wire
 * @param count amounts of a counter, durations of a timer
 * @param sum of all durations in milliseconds; the latest value of a gauge
 * @param longest duration in milliseconds
 * @param rate counted per second, lately
 */
record Row(String name, String type, double count, double sum, double longest, double rate) {

    double mean() {
        return count == 0 ? 0 : sum / count;
    }

    /** A counter's amount, a timer's mean or a gauge's value. */
    String value() {
        return switch (type) {
            case "c" -> String.format(Locale.ROOT, "%.0f", count);
            case "ms" -> String.format(Locale.ROOT, "%.1f ms", mean());
            default -> String.format(Locale.ROOT, "%.1f", sum);
        };
    }
}
