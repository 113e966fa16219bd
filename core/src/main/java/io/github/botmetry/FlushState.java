package io.github.botmetry;

import io.github.botmetry.guard.Guard;
import io.github.botmetry.guard.Warnings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** State of one sink's flushes: start of the running one, its warning, and the numbers delivered. Thread-safe. */
final class FlushState {

    /** Least limit, since a busy machine may take seconds and a flush may be paced over a tenth of a long interval. */
    private static final Duration SHORTEST_LIMIT = Duration.ofSeconds(5);

    private static final Duration LONGEST_LIMIT = Duration.ofSeconds(30);
    private static final String HANGING = "hanging";

    private final String name;
    private final String thread;
    private final Duration limit;
    private final Warnings warnings;
    private final AtomicLong flushes = new AtomicLong();
    private volatile long flushingSinceNanos;
    private volatile boolean isNamed;
    private volatile long recordedAtLastSuccess;

    /** @param interval time between two flushes */
    FlushState(String name, String thread, Duration interval, Warnings warnings) {
        this.name = name;
        this.thread = thread;
        this.warnings = warnings;
        Duration quarter = interval.dividedBy(4);
        this.limit = quarter.compareTo(SHORTEST_LIMIT) < 0
                ? SHORTEST_LIMIT
                : quarter.compareTo(LONGEST_LIMIT) > 0 ? LONGEST_LIMIT : quarter;
    }

    /** Time after which a running flush is warned of. */
    Duration limit() {
        return limit;
    }

    void begin() {
        flushingSinceNanos = System.nanoTime() | 1;
    }

    /** @param recorded amount when the flush began */
    void delivered(long recorded) {
        recordedAtLastSuccess = recorded;
    }

    void end() {
        flushingSinceNanos = 0;
        flushes.incrementAndGet();
        if (isNamed) {
            isNamed = false;
            warnings.resolved(HANGING, name);
        }
    }

    /** Warns if the running flush takes too long, once for each flush. */
    void nameHanging() {
        if (isHanging() && !isNamed) {
            isNamed = true;
            warnings.warn(
                    HANGING,
                    name,
                    "its flush has not come back for " + limit.toSeconds() + " s, nothing arrives meanwhile",
                    "see where the thread " + thread + " is");
        }
    }

    private boolean isHanging() {
        return flushingFor() >= limit.toNanos();
    }

    private long flushingFor() {
        long since = flushingSinceNanos;
        return since == 0 ? 0 : System.nanoTime() - since;
    }

    /** Amount recorded since the last successful flush, for sinks that do not count it themselves. */
    long recordedSince(long recorded) {
        return Math.max(0, recorded - recordedAtLastSuccess);
    }

    long flushes() {
        return flushes.get();
    }

    Health health(Guard guard) {
        return isHanging()
                ? Health.down("its flush has been hanging for " + TimeUnit.NANOSECONDS.toSeconds(flushingFor()) + " s")
                : new Health(!guard.isFailing(), Map.of(), guard.lastError());
    }
}
