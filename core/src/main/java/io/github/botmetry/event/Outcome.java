package io.github.botmetry.event;

/** How an event ended. */
public enum Outcome {
    OK("ok"),
    /** Something failed while it was handled. */
    ERROR("error"),
    /** Refused for a reason: a permission, a cooldown, a bad argument. */
    REJECTED("rejected");

    private final String label;

    Outcome(String label) {
        this.label = label;
    }

    /** How labels and paths spell it. */
    public String label() {
        return label;
    }
}
