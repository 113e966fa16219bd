package io.github.botmetry.jda.community;

import java.util.Locale;

/** How a post was closed. */
enum CloseReason {
    /** By somebody. */
    ARCHIVED,
    /** By Discord, since nobody had written for as long as the post allows. */
    INACTIVE,
    LOCKED,
    TAG,
    DELETED;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
