package io.github.botmetry.jda;

import java.util.Locale;

/** The state of the acknowledgement of an interaction. */
enum Acknowledgement {
    NONE,
    SENT,
    ACKED,
    LATE,
    NEVER,
    FAILED;

    /** How labels and paths spell it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isDecided() {
        return this != NONE && this != SENT;
    }
}
