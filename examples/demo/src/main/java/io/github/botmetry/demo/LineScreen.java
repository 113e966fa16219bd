package io.github.botmetry.demo;

import java.io.PrintStream;
import java.util.Locale;

/** Writes one plain line every few seconds, for a pipe or a file. */
final class LineScreen implements Screen {

    private static final long SECONDS_BETWEEN_LINES = 5;

    private final PrintStream out;
    private long nextSecond = SECONDS_BETWEEN_LINES;

    LineScreen(PrintStream out) {
        this.out = out;
    }

    @Override
    public void show(Snapshot snapshot) {
        long second = snapshot.elapsed().toSeconds();
        if (second < nextSecond) {
            return;
        }
        nextSecond = second - second % SECONDS_BETWEEN_LINES + SECONDS_BETWEEN_LINES;
        Row acknowledged = snapshot.row("interactions.slash.ack");
        out.printf(
                Locale.ROOT,
                "demo: %d s, %.0f commands, %.0f errors, %d reports in Sentry, acknowledged after %.1f ms,"
                        + " the slowest after %.1f ms of 3 s%n",
                second,
                snapshot.commands().stream().mapToDouble(Row::count).sum(),
                snapshot.errors().stream().mapToDouble(Row::count).sum(),
                snapshot.reports(),
                acknowledged.mean(),
                acknowledged.longest());
    }

    @Override
    public void close() {
        // nothing to leave
    }
}
