package io.github.botmetry.demo;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The place where the demo shows its state while it runs. */
interface Screen extends AutoCloseable {

    void show(Snapshot snapshot);

    /** Leaves the terminal as it was; more than once does nothing. */
    @Override
    void close();

    /** A terminal's size such as {@code 80x24}, which {@code ./demo} finds out; lines for a pipe or a file where there is none. */
    static Screen of(String terminal) {
        Matcher size = Pattern.compile("(\\d{1,4})x(\\d{1,4})").matcher(terminal);
        return size.matches()
                ? new TerminalScreen(System.out, Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)))
                : new LineScreen(System.out);
    }
}
