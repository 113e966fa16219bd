package io.github.botmetry.stats;

/** Read a gauge's value. */
public interface GaugeSeries extends Series {

    /** The value as it was set or read last; NaN while there is none: never set, released, or its supplier did not answer. */
    double value();
}
