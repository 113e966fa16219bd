package io.github.botmetry.jda;

import io.github.botmetry.jda.series.Acknowledgement;
import io.github.botmetry.jda.series.AcknowledgementSeries;

/** The first answer to one interaction, as far as it has come: what Discord waits 3 s for. Thread-safe. */
final class Answer {

    private final AcknowledgementSeries series;
    private final long receivedNanos;
    private Acknowledgement acknowledgement = Acknowledgement.NONE;
    private long decidedNanos;
    private boolean isSent;
    private boolean isRefused;

    Answer(AcknowledgementSeries series, long receivedNanos) {
        this.series = series;
        this.receivedNanos = receivedNanos;
        this.decidedNanos = receivedNanos;
    }

    private long sinceReceipt() {
        return System.nanoTime() - receivedNanos;
    }

    /** A listener is called for the first time. */
    void started() {
        series.started(sinceReceipt());
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
            series.sent(sinceReceipt());
        }
    }

    /** @param after receipt, in nanoseconds */
    void accepted(long after) {
        series.accepted(after);
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
        series.decided(decision);
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

    /** True once Discord has accepted it: nothing that comes later counts. */
    synchronized boolean isSettled() {
        return !isRefused && (acknowledgement == Acknowledgement.ACKED || acknowledgement == Acknowledgement.LATE);
    }

    /** True as long as nothing was tried. */
    synchronized boolean isMissing() {
        return acknowledgement == Acknowledgement.NONE;
    }

    /** When it was decided, or receipt. */
    synchronized long decidedNanos() {
        return decidedNanos;
    }
}
