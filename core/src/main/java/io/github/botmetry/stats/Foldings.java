package io.github.botmetry.stats;

import io.github.botmetry.guard.Warnings;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Counts what goes to {@link SeriesTable#OTHER}, and names each limit once: noted under the lock, said without it. */
final class Foldings {

    private static final String CODE = "series-limit";

    /** The message has to stay readable whatever a caller passed. */
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
     * @param limit names the limited thing, such as {@code votes{choice}}
     * @param first is recorded as {@link SeriesTable#OTHER}, the first of its limit
     */
    void reached(String limit, String cure, String first) {
        unsaid.add(new Reached(limit, cure, first));
    }

    /** Says all that was noted. Called by each that may have noted something, once it has left the lock. */
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
