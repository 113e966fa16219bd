package io.github.botmetry.stats;

/** Read a counter's total. */
public interface CounterSeries extends Series {

    /** Sum of all increments since the start. */
    long total();
}
