package io.github.botmetry.jda;

import java.time.Duration;

/** The first answer to one interaction, as far as it has come: what Discord waits 3 s for. Thread-safe. */
final class Answer {

    private final AcknowledgementMetrics metrics;
    private final long receivedNanos;
    private Acknowledgement acknowledgement = Acknowledgement.NONE;
    private long decidedNanos;
    private boolean isSent;
    private boolean isRefused;

    Answer(AcknowledgementMetrics metrics, long receivedNanos) {
        this.metrics = metrics;
        this.receivedNanos = receivedNanos;
        this.decidedNanos = receivedNanos;
    }

    private Duration sinceReceipt() {
        return Duration.ofNanos(System.nanoTime() - receivedNanos);
    }

    /** A listener is called for the first time. */
    void started() {
        metrics.started(sinceReceipt());
    }

    /** It is on its way. */
    synchronized void acknowledging() {
        if (acknowledgement == Acknowledgement.NONE) {
            acknowledgement = Acknowledgement.SENT;
        }
    }

    /** It has had its turn and goes to Discord, perhaps not for the first time. */
    void sending() {
        boolean first;
        synchronized (this) {
            first = !isSent;
            isSent = true;
        }
        if (first) {
            metrics.sent(sinceReceipt());
        }
    }

    void accepted(Duration after) {
        metrics.accepted(after);
    }

    /** False if it was decided before. */
    boolean decide(Acknowledgement decision) {
        return decide(decision, false);
    }

    /** Discord did not accept it; false if it was decided before. */
    boolean refuse(Acknowledgement decision) {
        return decide(decision, true);
    }

    private boolean decide(Acknowledgement decision, boolean refuses) {
        synchronized (this) {
            if (acknowledgement.isDecided()) {
                return false;
            }
            acknowledgement = decision;
            decidedNanos = System.nanoTime();
            isRefused = refuses;
        }
        metrics.decided(decision);
        return true;
    }

    synchronized boolean isDecided() {
        return acknowledgement.isDecided();
    }

    synchronized boolean isAccepted() {
        return acknowledgement.isDecided() && !isRefused;
    }

    synchronized boolean isRefused() {
        return isRefused;
    }

    /** Whether nothing was tried yet. */
    synchronized boolean isMissing() {
        return acknowledgement == Acknowledgement.NONE;
    }

    /** When it was decided, or receipt. */
    synchronized long decidedNanos() {
        return decidedNanos;
    }
}
