package io.github.botmetry.stats;

import java.util.function.DoubleSupplier;

/** Show the current value of one thing; keep the handle. Thread-safe, never throws. */
public interface Gauge {

    /** Sets the value; NaN and infinities are refused and counted. */
    void set(double value);

    /**
     * Reads the value from {@code supplier} whenever a sink asks, until the result is closed. While the supplier gives
     * NaN or throws, the gauge is absent. A second supplier replaces the first.
     *
     * @return closing it releases the supplier and makes the gauge absent
     */
    AutoCloseable read(DoubleSupplier supplier);
}
