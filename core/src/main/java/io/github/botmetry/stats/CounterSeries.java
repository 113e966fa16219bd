package io.github.botmetry.stats;

/** Read a counter's total. */
public interface CounterSeries extends Series {

    /** Everything counted since the start. */
    long total();
}
