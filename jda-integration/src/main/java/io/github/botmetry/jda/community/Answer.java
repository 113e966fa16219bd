package io.github.botmetry.jda.community;

import java.util.Locale;

/** Answer state of a forum post: somebody else than its author wrote in it. Unknown for posts that began before the bot saw them. */
enum Answer {
    ANSWERED,
    UNANSWERED,
    UNKNOWN;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
