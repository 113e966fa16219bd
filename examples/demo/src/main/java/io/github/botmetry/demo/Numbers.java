package io.github.botmetry.demo;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What arrived over StatsD so far, by name; plain dialect. Thread-safe. */
final class Numbers {

    /** One name: what was counted, the sum of durations, and what was counted up to the last look. */
    private static final class Row {
        final String type;
        double count;
        double sum;
        double countBefore;
        double rate;

        Row(String type) {
            this.type = type;
        }

        String value() {
            return switch (type) {
                case "c" -> String.format("%.0f", count);
                case "ms" -> String.format("%.1f ms", sum / count);
                default -> String.format("%.1f", sum);
            };
        }
    }

    private final Map<String, Row> rows = new TreeMap<>();

    /** Takes a line such as {@code demo.commands.ping:1|c} or {@code demo.lookup:12|ms|@0.5}. */
    synchronized void add(String line) {
        int colon = line.indexOf(':');
        String[] fields = line.substring(colon + 1).split("\\|");
        double value = Double.parseDouble(fields[0]);
        double weight = fields.length > 2 ? 1 / Double.parseDouble(fields[2].substring(1)) : 1;
        Row row = rows.computeIfAbsent(line.substring(0, colon), name -> new Row(fields[1]));
        switch (fields[1]) {
            case "c" -> row.count += value * weight;
            case "ms" -> {
                row.count += weight;
                row.sum += value * weight;
            }
            default -> row.sum = value;
        }
    }

    synchronized long counted(Predicate<String> name) {
        double counted = 0;
        for (Map.Entry<String, Row> row : rows.entrySet()) {
            if (row.getValue().type.equals("c") && name.test(row.getKey())) {
                counted += row.getValue().count;
            }
        }
        return Math.round(counted);
    }

    /** Computes the rates of what came since the last call. */
    synchronized void measureRates(double seconds) {
        for (Row row : rows.values()) {
            row.rate = (row.count - row.countBefore) / seconds;
            row.countBefore = row.count;
        }
    }

    /** A table of name, type, value and rate; timers show their mean. */
    synchronized String table() {
        StringBuilder table =
                new StringBuilder(String.format("%-52s %-5s %14s %10s%n", "name", "type", "value", "per s"));
        rows.forEach((name, row) ->
                table.append(String.format("%-52s %-5s %14s %10.1f%n", name, row.type, row.value(), row.rate)));
        return table.toString();
    }
}
