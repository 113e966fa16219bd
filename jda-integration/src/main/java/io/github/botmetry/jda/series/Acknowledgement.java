package io.github.botmetry.jda.series;

/** The state of the acknowledgement of an interaction. */
public enum Acknowledgement {
    NONE("none"),
    SENT("sent"),
    ACKED("acked"),
    LATE("late"),
    NEVER("never"),
    FAILED("failed");

    private final String label;

    Acknowledgement(String label) {
        this.label = label;
    }

    /** How labels and paths spell it. */
    String label() {
        return label;
    }

    public boolean isDecided() {
        return this != NONE && this != SENT;
    }
}
