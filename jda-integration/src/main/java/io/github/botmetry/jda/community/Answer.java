package io.github.botmetry.jda.community;

import java.util.Locale;

/** Whether another than its author has written in a post; unknown of those that the bot has not seen from the start. */
enum Answer {
    ANSWERED,
    UNANSWERED,
    UNKNOWN;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
