package io.github.botmetry.sentry;

import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.EventDetails;
import org.jspecify.annotations.Nullable;

/** An event that says what a test wants it to say. */
record FakeEvent(
        Kind kind,
        String name,
        long receivedNanos,
        int shard,
        long guildId,
        long channelId,
        long messageId,
        long interactionId,
        long userId,
        @Nullable String userName,
        @Nullable String jumpUrl,
        @Nullable String content,
        @Nullable BotEvent parent,
        EventDetails details)
        implements BotEvent {

    FakeEvent(
            Kind kind,
            String name,
            long receivedNanos,
            int shard,
            long guildId,
            long channelId,
            long messageId,
            long interactionId,
            long userId,
            @Nullable String userName,
            @Nullable String jumpUrl,
            @Nullable String content,
            @Nullable BotEvent parent) {
        this(
                kind,
                name,
                receivedNanos,
                shard,
                guildId,
                channelId,
                messageId,
                interactionId,
                userId,
                userName,
                jumpUrl,
                content,
                parent,
                EventDetails.NONE);
    }

    /** The same with these details, and with what was typed. */
    FakeEvent with(EventDetails details) {
        StringBuilder typed = new StringBuilder("/" + name);
        details.options().stream().limit(1).forEach(option -> typed.append(' ').append(option.value()));
        return new FakeEvent(
                kind,
                name,
                receivedNanos,
                shard,
                guildId,
                channelId,
                messageId,
                interactionId,
                userId,
                userName,
                jumpUrl,
                typed.toString(),
                parent,
                details);
    }

    static final long GUILD = 100;
    static final long CHANNEL = 200;

    /** A slash command in the guild; its interaction id is 1000 more than the user's. */
    static FakeEvent slash(String name, long userId, String userName) {
        return new FakeEvent(
                Kind.SLASH,
                name,
                System.nanoTime(),
                1,
                GUILD,
                CHANNEL,
                0,
                1000 + userId,
                userId,
                userName,
                "https://discord.com/channels/100/200",
                null,
                null);
    }

    /** A message in the guild; its id is 2000 more than the user's. */
    static FakeEvent message(long userId, String userName, String content) {
        return new FakeEvent(
                Kind.GATEWAY,
                "MessageReceivedEvent",
                System.nanoTime(),
                0,
                GUILD,
                CHANNEL,
                2000 + userId,
                0,
                userId,
                userName,
                "https://discord.com/channels/100/200/" + (2000 + userId),
                content,
                null);
    }

    /** The same, received that much later than it says now. */
    FakeEvent receivedIn(java.time.Duration later) {
        return new FakeEvent(
                kind,
                name,
                receivedNanos + later.toNanos(),
                shard,
                guildId,
                channelId,
                messageId,
                interactionId,
                userId,
                userName,
                jumpUrl,
                content,
                parent,
                details);
    }

    /** An event of which nobody is the cause. */
    static FakeEvent nobody(String name) {
        return of(Kind.GATEWAY, name, 0, null);
    }

    static FakeEvent of(Kind kind, String name, long userId, @Nullable String userName) {
        return new FakeEvent(kind, name, System.nanoTime(), 0, 0, 0, 0, 0, userId, userName, null, null, null);
    }
}
