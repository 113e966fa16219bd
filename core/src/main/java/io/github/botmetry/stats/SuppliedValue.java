package io.github.botmetry.stats;

import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** The supplier of one gauge and its last value. The lock is not held while the supplier runs. */
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

    /** The last value; NaN if there is none or the supplier did not answer in time. */
    double value() {
        return value;
    }

    /** True if the supplier must be called and does not hang in an earlier call. */
    synchronized boolean isDue(long since) {
        return asking == null && supplier != null && (!wasAsked || askedNanos - since <= 0);
    }

    synchronized void forgetAsking() {
        wasAsked = false;
    }

    /** Gives the supplier to call; null if it must not be called in this round any more. */
    synchronized @Nullable DoubleSupplier begin(GaugeRound round) {
        if (round.isOver() || supplier == null) {
            return null;
        }
        asking = round;
        askedNanos = System.nanoTime();
        wasAsked = true;
        return supplier;
    }

    /** Stores the answer unless it is too late; true if it was missed before. */
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

    /** Ends the round for this supplier; true if it is being called and has not answered. */
    synchronized boolean miss(GaugeRound round) {
        if (answered != round) {
            value = Double.NaN;
        }
        isHanging |= asking == round;
        return asking == round;
    }

    /** True if it was missed in its round and has not returned yet. */
    synchronized boolean isHanging() {
        return isHanging;
    }

    /** Drops the supplier, which may hold half a bot in memory. */
    synchronized void release() {
        supplier = null;
    }
}
