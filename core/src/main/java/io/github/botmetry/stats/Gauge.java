package io.github.botmetry.stats;

import java.util.function.DoubleSupplier;

/** Show the current value of one thing; keep the handle. Thread-safe, never throws. */
public interface Gauge {

    /** Sets the value; NaN, infinities and, while there is a supplier, all values are refused and counted. */
    void set(double value);

    /**
     * Reads the value from {@code supplier} when a sink needs it and the last one is older than a second, until the result is
     * closed. A second supplier replaces the first.
     *
     * <p>All suppliers share one thread and together have a second. If a supplier has not answered by then, its gauge is absent
     * until it answers, and it is named in the log and in health. A supplier is never called on two threads at once. While it
     * throws or gives NaN or an infinity, the gauge is absent; an infinity is also refused and counted each time. The last flush
     * does not wait for suppliers.
     *
     * @return a handle whose close releases the supplier and makes the gauge absent
     */
    AutoCloseable read(DoubleSupplier supplier);
}
