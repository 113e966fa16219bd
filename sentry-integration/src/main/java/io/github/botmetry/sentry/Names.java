package io.github.botmetry.sentry;

import io.github.botmetry.event.BotEvent;

/** How Sentry calls an event. */
final class Names {

    private Names() {}

    /** What Sentry calls a transaction, also where nothing is traced: {@code /ban}, {@code button:vote:*}. */
    static String transaction(BotEvent event) {
        return switch (event.kind()) {
            case SLASH -> "/" + event.name();
            case USER_COMMAND, MESSAGE_COMMAND, TEXT_COMMAND, GATEWAY -> event.name();
            case AUTOCOMPLETE, BUTTON, SELECT, MODAL, TASK -> event.kind().label() + ":" + event.name();
        };
    }

    /** What a person reads in the trail of breadcrumbs. */
    static String sentence(BotEvent event) {
        return switch (event.kind()) {
            case SLASH -> "Slash command /" + event.name();
            case USER_COMMAND -> "User command " + event.name();
            case MESSAGE_COMMAND -> "Message command " + event.name();
            case TEXT_COMMAND -> "Text command " + event.name();
            case AUTOCOMPLETE -> "Autocomplete for /" + event.name();
            case BUTTON -> "Button " + event.name();
            case SELECT -> "Selection in " + event.name();
            case MODAL -> "Modal " + event.name();
            case GATEWAY -> event.name();
            case TASK -> "Task " + event.name();
        };
    }
}
