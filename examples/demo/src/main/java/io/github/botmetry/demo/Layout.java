package io.github.botmetry.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Lays a snapshot out for a terminal of this size: first what is looked at most, then the rest as far as it fits. */
final class Layout {

    private static final int COMMANDS = 5;
    private static final int ERRORS = 3;
    private static final int REPORT_LINES = 3;
    private static final int BAR = 30;
    private static final double LIMIT_MILLIS = 3_000;
    private static final String ROW = "%-51s %-4s %12s %9s";
    private static final Comparator<Row> MOST_FIRST =
            Comparator.comparingDouble(Row::count).reversed();

    private final int columns;
    private final int rows;

    Layout(int columns, int rows) {
        this.columns = columns;
        this.rows = rows;
    }

    /** At most as many lines as there are rows, each at most as long as there are columns. */
    List<String> lines(Snapshot snapshot) {
        List<String> lines = new ArrayList<>();
        long seconds = snapshot.elapsed().toSeconds();
        lines.add(text("ping-bot on a simulated Discord for %d:%02d      Ctrl-C ends it", seconds / 60, seconds % 60));
        lines.add("");
        addCommands(snapshot, lines);
        addErrors(snapshot, lines);
        addAcknowledgement(snapshot, lines);
        lines.add(text("last of %d reports in Sentry", snapshot.reports()));
        snapshot.lastReport().lines().limit(REPORT_LINES).forEach(lines::add);
        lines.add("");
        addRest(snapshot, lines);
        return lines.stream().limit(rows).map(this::cut).toList();
    }

    private static void addCommands(Snapshot snapshot, List<String> lines) {
        String row = "%-24s %10s %9s %10s %10s %12s";
        lines.add(text(row, "command", "runs", "per s", "ok", "failed", "duration"));
        snapshot.commands().stream().sorted(MOST_FIRST).limit(COMMANDS).forEach(command -> {
            String name = "commands." + command.name();
            lines.add(text(
                    row,
                    '/' + command.name(),
                    command.value(),
                    rate(command),
                    text("%.0f", snapshot.row(name + ".ok").count()),
                    text("%.0f", snapshot.row(name + ".error").count()),
                    snapshot.row(name + ".duration").value()));
        });
        lines.add("");
    }

    private static void addErrors(Snapshot snapshot, List<String> lines) {
        String row = "%-40s %10s %9s";
        lines.add(text(row, "error", "count", "per s"));
        snapshot.errors().stream()
                .sorted(MOST_FIRST)
                .limit(ERRORS)
                .forEach(error -> lines.add(text(row, error.name(), error.value(), rate(error))));
        lines.add("");
    }

    private static void addAcknowledgement(Snapshot snapshot, List<String> lines) {
        Row acknowledged = snapshot.row("interactions.slash.ack");
        double used = Math.min(1, acknowledged.longest() / LIMIT_MILLIS);
        int filled = (int) Math.ceil(used * BAR);
        lines.add(text(
                "acknowledged after %.1f ms on average, the slowest after %.1f ms",
                acknowledged.mean(), acknowledged.longest()));
        lines.add(text(
                "[%s%s] %.1f %% of Discord's 3 s; unanswered: %.0f",
                "#".repeat(filled),
                ".".repeat(BAR - filled),
                100 * used,
                snapshot.row("interactions.slash.never").count()));
        lines.add("");
    }

    private void addRest(Snapshot snapshot, List<String> lines) {
        List<String> rest = table(snapshot.rows().stream()
                        .filter(row ->
                                !isShown(row.name().substring(snapshot.prefix().length() + 1)))
                        .toList())
                .toList();
        int room = rows - lines.size();
        if (rest.size() <= room) {
            lines.addAll(rest);
        } else if (room > 2) {
            lines.addAll(rest.subList(0, room - 1));
            lines.add(text("and %d more: the table at the end has all", rest.size() - room + 1));
        }
    }

    private static boolean isShown(String name) {
        return name.startsWith("commands.") || name.startsWith("errors.") || name.equals("interactions.slash.ack");
    }

    /** A header and a line for each row: name, type, value and rate; timers show their mean. */
    static Stream<String> table(List<Row> rows) {
        return Stream.concat(
                Stream.of(text(ROW, "name", "type", "value", "per s")),
                rows.stream().map(row -> text(ROW, row.name(), row.type(), row.value(), rate(row))));
    }

    private static String rate(Row row) {
        return text("%.1f", row.rate());
    }

    private static String text(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }

    /** Fits a line into the columns. Characters that may be wider than one, or move the cursor, become question marks. */
    private String cut(String line) {
        String narrow = line.replaceAll("[^ -~\\u00a1-\\u02ff]", "?");
        return narrow.length() <= columns ? narrow : narrow.substring(0, columns);
    }
}
