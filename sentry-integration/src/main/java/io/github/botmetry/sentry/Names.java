package io.github.botmetry.sentry;

import io.github.botmetry.event.BotEvent;

/** Names events for Sentry. */
final class Names {

    private Names() {}

    /** Returns the name of a transaction, also without tracing: {@code /ban}, {@code button:vote:*}. */
    static String transaction(BotEvent event) {
        return switch (event.kind()) {
            case SLASH -> "/" + event.name();
            case USER_COMMAND, MESSAGE_COMMAND, TEXT_COMMAND, GATEWAY -> event.name();
            case AUTOCOMPLETE, BUTTON, SELECT, MODAL, TASK -> event.kind().label() + ":" + event.name();
        };
    }

    /** Returns the text of a breadcrumb. */
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
