package io.github.botmetry.sentry;

import io.github.botmetry.Health;
import io.github.botmetry.guard.Guard;
import io.github.botmetry.guard.Warnings;
import io.github.botmetry.stats.CounterDefinition;
import io.github.botmetry.stats.Stats;
import io.sentry.Hint;
import io.sentry.SentryOptions;
import io.sentry.TypeCheckHint;
import io.sentry.hints.Enqueable;
import io.sentry.hints.SubmissionResult;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts the reports that the SDK sent or lost: an id is no proof of delivery.
 *
 * <p>The SDK's transport, from 8.0.0 to the newest, notifies the hint of a report when it is queued and when its sending ends. A
 * report of ours that is neither queued nor ended found no room. Thread-safe.
 */
final class Delivery {

    static final CounterDefinition REPORTS = CounterDefinition.named("botmetry.sentry.reports")
            .labels("outcome")
            .help("Reports by what became of them: sent, or why they did not leave.")
            .build();

    /** The transport that notifies hints; one of the bot's own may not. */
    private static final String KNOWN_TRANSPORT = "AsyncHttpTransportFactory";

    private static final String NOT_DELIVERED = "not-delivered";

    private final Stats stats;
    private final Guard guard;
    private final LongAdder sent = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final AtomicLong waiting = new AtomicLong();
    private volatile boolean closed;

    Delivery(Stats stats, Guard guard) {
        this.stats = stats;
        this.guard = guard;
    }

    /** Follows the report, unless its hint is in use, as for an exception that ends a thread. */
    void follow(Hint hint) {
        if (hint.get(TypeCheckHint.SENTRY_TYPE_CHECK_HINT) == null) {
            hint.set(TypeCheckHint.SENTRY_TYPE_CHECK_HINT, new Parcel());
        }
    }

    /** Counts a report that the SDK has accepted. */
    void taken(Hint hint, SentryOptions options) {
        Object parcel = hint.get(TypeCheckHint.SENTRY_TYPE_CHECK_HINT);
        boolean tells = options.getTransportFactory().getClass().getSimpleName().equals(KNOWN_TRANSPORT);
        if (tells && parcel instanceof Parcel known && known.isUntouched()) {
            lost("queue_overflow", "Sentry's queue of " + options.getMaxQueueSize() + " reports is full");
        }
    }

    private void lost(String reason, String what) {
        if (closed) {
            return;
        }
        lost.increment();
        stats.counter(REPORTS, reason).incr();
        guard.failed(new IOException(what));
    }

    private void sent() {
        if (closed) {
            return;
        }
        sent.increment();
        stats.counter(REPORTS, "sent").incr();
        guard.succeeded();
    }

    /** Returns the number of reports that the SDK has queued and not yet sent. */
    long waiting() {
        return waiting.get();
    }

    /** Warns, after the flush at close, of waiting reports: if Sentry is the bot's, they may still be sent, uncounted. */
    void close(Warnings warnings) {
        long left = waiting();
        if (left > 0) {
            warnings.warn(
                    NOT_DELIVERED,
                    "sentry",
                    left + " reports were not delivered when Botmetry closed: Sentry's server is slow or away",
                    "");
        }
        closed = true;
    }

    Health addTo(Health health) {
        return health.with("sent", sent.sum()).with("lost", lost.sum()).with("waiting", waiting());
    }

    @Nullable
    String failure() {
        return guard.isFailing() ? guard.lastError() : null;
    }

    /** One report on its way. The SDK calls it on its own threads. */
    private final class Parcel implements SubmissionResult, Enqueable {

        /** Called on this thread if the SDK refuses the report, and on another after it was sent. */
        private final Thread capturing = Thread.currentThread();

        private boolean queued;
        private boolean ended;
        private boolean success;

        @Override
        public synchronized void markEnqueued() {
            if (!queued && !ended) { // a fast transport may be done before it is marked
                waiting.incrementAndGet();
            }
            queued = true;
        }

        @Override
        public void setResult(boolean isSuccess) {
            boolean wasQueued;
            synchronized (this) {
                if (ended) {
                    return;
                }
                ended = true;
                success = isSuccess;
                wasQueued = queued;
                if (wasQueued) {
                    waiting.decrementAndGet();
                }
            }
            if (isSuccess) {
                sent();
            } else if (Thread.currentThread() != capturing) {
                lost("network_error", "Sentry's server was not reached, or did not take a report");
            } else {
                lost("ratelimit_backoff", "Sentry's server takes no reports for a while (rate limit or quota)");
            }
        }

        @Override
        public synchronized boolean isSuccess() {
            return success;
        }

        private synchronized boolean isUntouched() {
            return !queued && !ended;
        }
    }
}
