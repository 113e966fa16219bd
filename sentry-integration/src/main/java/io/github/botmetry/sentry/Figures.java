package io.github.botmetry.sentry;

import io.github.botmetry.Health;
import io.github.botmetry.guard.Guard;
import io.github.botmetry.guard.Warnings;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What has become of failures, for {@code Botmetry.health()}, and the guards of all that must not fail a report. */
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
     * Runs what must not fail a report. Each part has a guard of its own, or one that works would end the outage of another.
     *
     * @param part names it in the log and as a label, such as {@code user of reports}; few values
     */
    void attempt(String part, Guard.Body body) {
        Guard guard = guard(part);
        if (!guard.run(body)) {
            lastFailing = guard;
        }
    }

    /**
     * The guard of a part, which may run inside Sentry: what the log makes of it comes back as a report at most once, since an
     * outage is logged where it begins.
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

    /** Something of ours failed. */
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
