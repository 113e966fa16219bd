package io.github.botmetry.jda;

import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.Outcome;

/** How kinds and outcomes are spelled in label values. */
final class Labels {

    private Labels() {}

    static String type(BotEvent.Kind kind) {
        return switch (kind) {
            case SLASH -> "slash";
            case USER_COMMAND -> "user";
            case MESSAGE_COMMAND -> "message";
            case TEXT_COMMAND -> "text";
            case AUTOCOMPLETE -> "autocomplete";
            case BUTTON -> "button";
            case SELECT -> "select";
            case MODAL -> "modal";
            case GATEWAY -> "gateway";
            case TASK -> "task";
        };
    }

    static String outcome(Outcome outcome) {
        return switch (outcome) {
            case OK -> "ok";
            case ERROR -> "error";
            case REJECTED -> "rejected";
        };
    }
}
