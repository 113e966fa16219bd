package io.github.botmetry.stats;

/** What a series is: each kind has its own form in each sink. */
public enum Kind {
    COUNTER,
    GAUGE,
    TIMER
}
