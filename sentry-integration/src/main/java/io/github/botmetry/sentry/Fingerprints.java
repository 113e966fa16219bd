package io.github.botmetry.sentry;

import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.DiscordError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Groups reports into issues. A chat library throws all answers of Discord in the same few lines, so without fingerprints a
 * missing permission and an unknown message would be one issue.
 */
final class Fingerprints {

    private static final int UNKNOWN_INTERACTION = 10062;

    private Fingerprints() {}

    static List<String> of(DiscordError answer, @Nullable BotEvent event) {
        String name = event == null ? "" : event.name();
        if (answer.permission() != null) {
            return List.of("discord-permission", answer.permission(), name);
        }
        if (answer.code() == UNKNOWN_INTERACTION) {
            return List.of("discord-timeout", String.valueOf(answer.code()), name);
        }
        return List.of("{{ default }}", "discord-api", String.valueOf(answer.code()));
    }
}
