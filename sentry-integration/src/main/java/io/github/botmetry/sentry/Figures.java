package io.github.botmetry.sentry;

import io.github.botmetry.Health;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What has become of failures, for {@code Botmetry.health()}. */
final class Figures {

    final LongAdder reported = new LongAdder();
    final LongAdder ignored = new LongAdder();
    final LongAdder duplicates = new LongAdder();
    private final LongAdder problems = new LongAdder();
    private volatile @Nullable String lastProblem;

    /** Runs what must not fail a report. */
    void attempt(Runnable part) {
        try {
            part.run();
        } catch (Throwable thrown) {
            problem(thrown);
        }
    }

    /** Something of ours failed inside Sentry, where nothing may be logged: a log event would come straight back. */
    void problem(Throwable thrown) {
        problems.increment();
        lastProblem = thrown.toString();
    }

    Health addTo(Health health) {
        Health counted = health.with("reported", reported.sum())
                .with("ignored", ignored.sum())
                .with("duplicates", duplicates.sum())
                .with("problems", problems.sum());
        String last = lastProblem;
        return last == null || health.lastError() != null
                ? counted
                : new Health(counted.isUp(), counted.figures(), last);
    }
}
