package io.github.botmetry.demo;

import java.io.PrintStream;

/** Draws on the alternate screen of a terminal, so that the user's own lines are back at the end. Thread-safe. */
final class TerminalScreen implements Screen {

    // https://invisible-island.net/xterm/ctlseqs/ctlseqs.html
    private static final String OPEN = "\u001b[?1049h\u001b[?25l";
    private static final String CLOSE = "\u001b[?25h\u001b[?1049l";
    private static final String HOME = "\u001b[H";
    private static final String CLEAR_REST_OF_LINE = "\u001b[K";
    private static final String CLEAR_BELOW = "\u001b[J";

    private final PrintStream out;
    private final Layout layout;
    private boolean open;
    private boolean closed;

    TerminalScreen(PrintStream out, int columns, int rows) {
        this.out = out;
        this.layout = new Layout(columns, rows);
    }

    @Override
    public synchronized void show(Snapshot snapshot) {
        if (closed) {
            return;
        }
        String lines = String.join(CLEAR_REST_OF_LINE + "\r\n", layout.lines(snapshot));
        out.print((open ? "" : OPEN) + HOME + lines + CLEAR_REST_OF_LINE + CLEAR_BELOW);
        out.flush();
        open = true;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (open) {
            open = false;
            out.print(CLOSE);
            out.flush();
        }
    }
}
