package io.github.botmetry.stats;

import java.util.function.DoubleSupplier;

/** Show the current value of one thing; keep the handle. Thread-safe, never throws. */
public interface Gauge {

    /** Sets the value; NaN and infinities are refused and counted, and so is any value while a supplier is read. */
    void set(double value);

    /**
     * Reads the value from {@code supplier} when a sink needs it and the last one is older than a second, until the result is
     * closed. A second supplier replaces the first.
     *
     * <p>The supplier is called on a thread that all suppliers share, and never on two at once. All together have a second: one
     * that has not answered by then makes its gauge absent until it answers, and is named in the log and in health. While it
     * gives NaN or throws, the gauge is absent too; an infinity is refused and counted each time besides. The last flush takes
     * the values that are there.
     *
     * @return closing it releases the supplier and makes the gauge absent
     */
    AutoCloseable read(DoubleSupplier supplier);
}
