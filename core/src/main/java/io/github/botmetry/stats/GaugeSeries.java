package io.github.botmetry.stats;

/** Read a gauge's value. */
public interface GaugeSeries extends Series {

    /** Last value set or read; NaN if there is none: never set, released, or the supplier did not answer. */
    double value();
}
