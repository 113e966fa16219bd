package io.github.botmetry.sentry;

import io.github.botmetry.Health;
import io.github.botmetry.guard.Guard;
import io.github.botmetry.guard.Warnings;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts the fates of failures for {@code Botmetry.health()}, and holds the guards of all parts of a report. */
final class Figures {

    final LongAdder reported = new LongAdder();
    final LongAdder ignored = new LongAdder();
    final LongAdder duplicates = new LongAdder();
    private final Warnings warnings;
    private final Map<String, Guard> guards = new ConcurrentHashMap<>();
    private volatile @Nullable Guard lastFailing;

    Figures(Warnings warnings) {
        this.warnings = warnings;
    }

    /**
     * Runs a part that must not fail a report. Each part has a guard of its own: with a shared one, a part that works would end
     * the outage of another.
     *
     * @param part its name in the log and as a label, such as {@code user of reports}; few values
     */
    void attempt(String part, Guard.Body body) {
        Guard guard = guard(part);
        if (!guard.run(body)) {
            lastFailing = guard;
        }
    }

    /**
     * Returns the guard of a part, which may run inside Sentry: a log line that becomes a report itself does so once, since an
     * outage is logged only when it begins.
     */
    Guard guard(String part) {
        Guard known = guards.get(part);
        if (known != null) {
            return known;
        }
        Guard added = warnings.guard(part);
        Guard first = guards.putIfAbsent(part, added); // computeIfAbsent() would not survive the end of the stack
        return first != null ? first : added;
    }

    /** Counts a failure of our own. */
    void problem(String part, Throwable thrown) {
        Guard guard = guard(part);
        guard.failed(thrown);
        lastFailing = guard;
    }

    Health addTo(Health health) {
        long problems = guards.values().stream().mapToLong(Guard::failures).sum();
        Health counted = health.with("reported", reported.sum())
                .with("ignored", ignored.sum())
                .with("duplicates", duplicates.sum())
                .with("problems", problems);
        Guard last = lastFailing;
        return last == null || health.lastError() != null
                ? counted
                : new Health(counted.isUp(), counted.figures(), last.subject() + ": " + last.lastError());
    }
}
