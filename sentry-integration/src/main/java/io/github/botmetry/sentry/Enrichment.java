package io.github.botmetry.sentry;

import io.github.botmetry.Privacy;
import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.EventFrame;
import io.sentry.Hint;
import io.sentry.SentryBaseEvent;
import io.sentry.SentryEvent;
import io.sentry.protocol.User;
import java.util.Map;
import java.util.Objects;

/** Adds the facts of an event to a report; values that the bot has set stay. */
final class Enrichment {

    /** The key of the event on a report's hint, for the bot's {@code beforeSend}; it also marks the report as done. */
    static final String EVENT_HINT = "botmetry:event";

    private static final int MAX_CONTENT = 2000;

    private final Settings settings;
    private final Privacy privacy;
    private final Figures figures;

    Enrichment(Settings settings, Privacy privacy, Figures figures) {
        this.settings = settings;
        this.privacy = privacy;
        this.figures = figures;
    }

    /**
     * Adds the facts part by part. An event reads a chat library's live objects, each of which may throw: then only that part is
     * missing.
     */
    void apply(SentryBaseEvent report, Hint hint, EventFrame frame) {
        BotEvent event = frame.event();
        hint.set(EVENT_HINT, event);
        figures.attempt("user of reports", () -> addUser(report, event));
        figures.attempt("name of reports", () -> addName(report, event));
        figures.attempt("place of reports", () -> addPlace(report, event));
        figures.attempt("links of reports", () -> addLinks(report, event));
        figures.attempt("contexts of reports", () -> addContexts(report, frame));
        frame.tags().forEach((key, value) -> Tags.add(report, key, value));
        if (event.kind() != BotEvent.Kind.GATEWAY) {
            Breadcrumbs.addFirst(report, event);
        }
    }

    private void addUser(SentryBaseEvent report, BotEvent event) {
        long id = event.userId();
        User known = report.getUser();
        if (id == 0 || !privacy.allowsUser(id) || (known != null && known.getId() != null)) {
            return;
        }
        User user = known == null ? new User() : known;
        user.setId(Long.toUnsignedString(id));
        report.setUser(user);
        if (settings.userNames() && !PersonalData.isUserRefused() && user.getUsername() == null) {
            user.setUsername(event.userName());
        }
    }

    private static void addName(SentryBaseEvent report, BotEvent event) {
        Tags.add(report, "command_type", event.kind().label());
        Tags.add(report, "shard_id", String.valueOf(event.shard()));
        if (event.kind() != BotEvent.Kind.GATEWAY) {
            Tags.add(report, "command", event.name());
        }
        if (report instanceof SentryEvent failed && failed.getTransaction() == null) {
            failed.setTransaction(Names.transaction(event));
        }
    }

    private void addPlace(SentryBaseEvent report, BotEvent event) {
        boolean isDirect = event.guildId() == 0;
        if (isDirect ? privacy.allowsUser(event.userId()) : privacy.allowsGuild(event.guildId())) {
            Tags.add(report, "guild_id", event.guildId());
            Tags.add(report, "channel_id", event.channelId());
        }
    }

    /** Adds the jump link and, if it is turned on, the text of the user. */
    private void addLinks(SentryBaseEvent report, BotEvent event) {
        if (!mayLink(event)) {
            return;
        }
        Tags.add(report, "message_id", event.messageId());
        Tags.add(report, "interaction_id", event.interactionId());
        if (event.jumpUrl() != null && report.getExtra("jump_to") == null) {
            report.setExtra("jump_to", Objects.requireNonNull(event.jumpUrl()));
        }
        if (settings.content() || PersonalData.isWanted()) {
            String content = event.content();
            if (content != null && report.getExtra("full_message") == null) {
                report.setExtra("full_message", Tags.cut(content, MAX_CONTENT));
            }
        }
    }

    private boolean mayLink(BotEvent event) {
        return privacy.allowsUser(event.userId()) && privacy.allowsGuild(event.guildId());
    }

    private void addContexts(SentryBaseEvent report, EventFrame frame) {
        BotEvent event = frame.event();
        Map<String, Object> discord = Contexts.discord(frame);
        if (event.jumpUrl() != null && mayLink(event)) {
            discord.put("jump_url", Objects.requireNonNull(event.jumpUrl()));
        }
        report.getContexts().put("discord", discord);
        if (event.kind() != BotEvent.Kind.GATEWAY) {
            boolean showsValues = settings.optionValues() && PersonalData.isWanted() && mayLink(event);
            report.getContexts().put("discord.command", Contexts.command(event, showsValues));
        }
    }
}
