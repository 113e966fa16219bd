package io.github.botmetry.jda;

/** What became of the acknowledgement of an interaction. */
enum Acknowledgement {
    NONE,
    SENT,
    ACKED,
    LATE,
    NEVER,
    FAILED;

    boolean isDecided() {
        return this != NONE && this != SENT;
    }
}
