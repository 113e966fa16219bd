package io.github.botmetry.demo;

import java.time.Duration;
import java.util.List;

/**
 * The state of the demo at one moment.
 *
 * @param rows all numbers, by name
 * @param prefix of their names
 * @param reports number of errors at Sentry
 * @param lastReport the last of them, in lines
 */
record Snapshot(Duration elapsed, List<Row> rows, String prefix, long reports, String lastReport) {

    private static final Row NOTHING = new Row("", "ms", 0, 0, 0, 0);

    /** The rows whose names begin so, with the rest of the name. */
    List<Row> below(String start) {
        String whole = prefix + '.' + start;
        return rows.stream()
                .filter(row -> row.name().startsWith(whole))
                .map(row -> new Row(
                        row.name().substring(whole.length()),
                        row.type(),
                        row.count(),
                        row.sum(),
                        row.longest(),
                        row.rate()))
                .toList();
    }

    /** The row of a name, empty where nothing came. */
    Row row(String name) {
        return rows.stream()
                .filter(row -> row.name().equals(prefix + '.' + name))
                .findFirst()
                .orElse(NOTHING);
    }

    /** One row for each command. */
    List<Row> commands() {
        return below("commands.").stream()
                .filter(row -> row.type().equals("c") && row.name().indexOf('.') < 0)
                .toList();
    }

    /** One row for each place and class of errors. */
    List<Row> errors() {
        return below("errors.");
    }
}
