package io.github.botmetry.jda.event;

import io.github.botmetry.event.BotEvent;
import org.jspecify.annotations.Nullable;

/** Links that open a place in Discord, made of ids alone: entities of a foreign guild refuse to be asked for more. */
final class JumpUrl {

    private static final String CHANNELS = "https://discord.com/channels/";

    private JumpUrl() {}

    /**
     * Opens the message, or the channel if {@code messageId} is 0; null without a channel, and where one of them is withheld. A
     * {@code guildId} of 0 is a DM.
     */
    static @Nullable String of(long guildId, long channelId, long messageId) {
        boolean isWithheld =
                guildId == BotEvent.WITHHELD || channelId == BotEvent.WITHHELD || messageId == BotEvent.WITHHELD;
        if (channelId == 0 || isWithheld) {
            return null;
        }
        String channel = CHANNELS + (guildId == 0 ? "@me" : Long.toString(guildId)) + '/' + channelId;
        return messageId == 0 ? channel : channel + '/' + messageId;
    }
}
