package io.github.botmetry.sentry;

import io.github.botmetry.Privacy;
import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.EventFrame;
import io.sentry.Hint;
import io.sentry.SentryBaseEvent;
import io.sentry.protocol.User;

/** Writes an event on a report: what the bot itself has said stays, what is absent is filled. */
final class Enrichment {

    /** The event on a report's hint, for the bot's own {@code beforeSend}; also says that the report is done. */
    static final String EVENT_HINT = "botmetry:event";

    private final Settings settings;
    private final Privacy privacy;

    Enrichment(Settings settings, Privacy privacy) {
        this.settings = settings;
        this.privacy = privacy;
    }

    /** Does nothing if the report has its event already: it must not be filled up from another one's. */
    void apply(SentryBaseEvent report, Hint hint, EventFrame frame) {
        if (hint.get(EVENT_HINT) != null) {
            return;
        }
        BotEvent event = frame.event();
        hint.set(EVENT_HINT, event);
        addUser(report, event);
        addTags(report, event);
        frame.tags().forEach((key, value) -> Tags.add(report, key, value));
    }

    private void addUser(SentryBaseEvent report, BotEvent event) {
        if (event.userId() == 0 || !privacy.allowsUser(event.userId())) {
            return;
        }
        User user = report.getUser() == null ? new User() : report.getUser();
        if (user.getId() == null) {
            user.setId(Long.toUnsignedString(event.userId()));
            if (settings.userNames() && user.getUsername() == null) {
                user.setUsername(event.userName());
            }
            report.setUser(user);
        }
    }

    private void addTags(SentryBaseEvent report, BotEvent event) {
        if (event.kind() != BotEvent.Kind.GATEWAY) {
            Tags.add(report, "command", event.name());
        }
        if (privacy.allowsGuild(event.guildId())) {
            Tags.add(report, "guild_id", event.guildId());
            Tags.add(report, "channel_id", event.channelId());
        }
        if (privacy.allowsUser(event.userId())) {
            Tags.add(report, "message_id", event.messageId());
            Tags.add(report, "interaction_id", event.interactionId());
            if (event.jumpUrl() != null && report.getExtra("jump_to") == null) {
                report.setExtra("jump_to", event.jumpUrl());
            }
        }
    }
}
