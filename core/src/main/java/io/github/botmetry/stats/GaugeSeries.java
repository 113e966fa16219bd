package io.github.botmetry.stats;

/** Read a gauge's value. */
public interface GaugeSeries extends Series {

    /** The current value, or NaN while there is none: never set, released, or not readable just now. */
    double value();
}
