package io.github.botmetry.sentry;

import io.github.botmetry.guard.Warnings;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Warns while the bot has not initialised Sentry: at the first failure that cannot be reported, or a minute after the start.
 *
 * <p>Not at once, since {@code Sentry.init} may come after the build. Thread-safe.
 */
final class MissingSentry {

    private static final String CODE = "sentry-not-initialised";
    private static final String SUBJECT = "sentry";
    private static final long PATIENCE_NANOS = Duration.ofMinutes(1).toNanos();

    private final Warnings warnings;
    private final LongSupplier clock;
    private final long startNanos;
    private volatile boolean isSaid;

    MissingSentry(Warnings warnings, LongSupplier clock) {
        this.warnings = warnings;
        this.clock = clock;
        this.startNanos = clock.getAsLong();
    }

    /** Warns because a failure was not reported. */
    void failed() {
        isSaid = true;
        warnings.warn(
                CODE,
                SUBJECT,
                "Sentry.init was not called, or without a DSN, or Sentry is closed: failures are not reported",
                "call it with the project's DSN; where there shall be none, do not install SentryIntegration");
    }

    /** Called every second by one thread. */
    void look(boolean isThere) {
        if (isThere) {
            if (isSaid) {
                isSaid = false;
                warnings.resolved(CODE, SUBJECT);
            }
        } else if (!isSaid && clock.getAsLong() - startNanos > PATIENCE_NANOS) {
            failed();
        }
    }
}
