package io.github.botmetry.event;

/** How an event ended. */
public enum Outcome {
    OK("ok"),
    /** A failure happened in the event. */
    ERROR("error"),
    /** The bot refused: a permission, a cooldown, a bad argument. */
    REJECTED("rejected");

    private final String label;

    Outcome(String label) {
        this.label = label;
    }

    /** The spelling in labels and names. */
    public String label() {
        return label;
    }
}
