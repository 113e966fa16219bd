package io.github.botmetry.event;

/** How an event ended. */
public enum Outcome {
    OK,
    /** Something failed while it was handled. */
    ERROR,
    /** Refused for a reason: a permission, a cooldown, a bad argument. */
    REJECTED
}
