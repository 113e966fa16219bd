package io.github.botmetry.demo;

/** A table that is drawn anew in place on a terminal, which {@code ./demo} looks for; else nothing until the end. */
final class Screen {

    private static final String CLEAR = "\u001b[H\u001b[2J";

    private final boolean isTerminal = Boolean.getBoolean("demo.terminal");

    void show(Numbers numbers, SentryReceiver sentry) {
        if (isTerminal) {
            System.out.print(CLEAR);
            print(numbers, sentry);
            System.out.println("Ctrl-C ends the demo.");
        }
    }

    void print(Numbers numbers, SentryReceiver sentry) {
        System.out.println(numbers.table());
        System.out.println("last error in Sentry: " + sentry.lastReport());
        System.out.println();
    }
}
