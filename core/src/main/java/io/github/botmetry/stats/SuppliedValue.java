package io.github.botmetry.stats;

import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** The supplier of one gauge, and what it gave last. Its lock is not held while the supplier is asked. */
final class SuppliedValue {

    private final String name;
    private volatile double value = Double.NaN;
    private @Nullable DoubleSupplier supplier;
    private @Nullable GaugeRound asking;
    private @Nullable GaugeRound answered;
    private long askedNanos;
    private boolean wasAsked;
    private boolean isHanging;

    /** @param name names the gauge in the log */
    SuppliedValue(String name, DoubleSupplier supplier) {
        this.name = name;
        this.supplier = supplier;
    }

    String name() {
        return name;
    }

    /** The value as it was given last; NaN if there is none or its supplier did not answer in time. */
    double value() {
        return value;
    }

    /** Whether it has to be asked, and can be: one that still hangs cannot. */
    synchronized boolean isDue(long since) {
        return asking == null && supplier != null && (!wasAsked || askedNanos - since <= 0);
    }

    synchronized void forgetAsking() {
        wasAsked = false;
    }

    /** Gives the supplier to be asked; null if it must not be asked in this round any more. */
    synchronized @Nullable DoubleSupplier begin(GaugeRound round) {
        if (round.isOver() || supplier == null) {
            return null;
        }
        asking = round;
        askedNanos = System.nanoTime();
        wasAsked = true;
        return supplier;
    }

    /** Takes the answer unless it comes too late. True if it was missed before. */
    synchronized boolean end(GaugeRound round, double answer) {
        asking = null;
        if (!round.isOver()) {
            answered = round;
            value = Double.isFinite(answer) ? answer : Double.NaN;
        }
        boolean wasHanging = isHanging;
        isHanging = false;
        return wasHanging;
    }

    /** Ends its round. True if it is being asked and does not answer. */
    synchronized boolean miss(GaugeRound round) {
        if (answered != round) {
            value = Double.NaN;
        }
        isHanging |= asking == round;
        return asking == round;
    }

    /** Whether it was missed in its round and has not come back yet. */
    synchronized boolean isHanging() {
        return isHanging;
    }

    /** Lets the supplier go, which may hold half a bot. */
    synchronized void release() {
        supplier = null;
    }
}
