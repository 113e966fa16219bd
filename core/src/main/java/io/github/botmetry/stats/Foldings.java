package io.github.botmetry.stats;

import io.github.botmetry.guard.Warnings;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Counts look-ups over a limit and warns once of each limit: notes it under the lock, warns outside it. */
final class Foldings {

    private static final String CODE = "series-limit";

    /** Longest name in a message, so that it stays readable. */
    private static final int MAX_SHOWN = 80;

    private final Warnings warnings;
    private final Queue<Reached> unsaid = new ConcurrentLinkedQueue<>();

    private record Reached(String limit, String cure, String first) {}

    Foldings(Warnings warnings) {
        this.warnings = warnings;
    }

    /**
     * Notes that a limit is reached.
     *
     * @param limit names the limited part, such as {@code votes{choice}}
     * @param first the first value that is recorded as {@link SeriesTable#OTHER}
     */
    void reached(String limit, String cure, String first) {
        unsaid.add(new Reached(limit, cure, first));
    }

    /** Warns of all noted limits. Called outside the lock, after each call that may have noted one. */
    void say() {
        for (Reached one = unsaid.poll(); one != null; one = unsaid.poll()) {
            String first = one.first.length() <= MAX_SHOWN ? one.first : one.first.substring(0, MAX_SHOWN) + "...";
            warnings.warn(
                    CODE,
                    one.limit,
                    "limit reached: further values are recorded as " + SeriesTable.OTHER + ", the first was " + first,
                    one.cure);
        }
    }
}
