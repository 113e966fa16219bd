package io.github.botmetry.stats;

/** Tell counters, gauges and timers apart: each kind has its own form in each sink. */
public enum Kind {
    COUNTER,
    GAUGE,
    TIMER
}
