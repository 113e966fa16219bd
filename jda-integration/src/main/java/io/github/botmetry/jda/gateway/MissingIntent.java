package io.github.botmetry.jda.gateway;

import io.github.botmetry.guard.Warnings;

/** Warns at attach that the bot asked for what its intents do not give. */
public final class MissingIntent {

    private MissingIntent() {}

    public static void warnOfMessageContent(Warnings warnings) {
        warnings.warn(
                "missing-intent",
                "MESSAGE_CONTENT",
                "text commands need it, and the builder does not have it: only messages that mention the bot"
                        + " and direct ones can be read",
                "turn on \"Message Content Intent\" on the page \"Bot\" of the Discord Developer Portal, and"
                        + " builder.enableIntents(GatewayIntent.MESSAGE_CONTENT)");
    }
}
