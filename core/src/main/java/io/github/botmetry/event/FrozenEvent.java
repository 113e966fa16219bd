package io.github.botmetry.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A copy of an event that keeps no object of the chat library alive. */
record FrozenEvent(
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
        List<String> withheld,
        EventDetails details,
        @Nullable BotEvent parent)
        implements BotEvent {

    static FrozenEvent of(DescribedEvent event) {
        BotEvent parent = event.parent();
        EventDetails details = event.details();
        return new FrozenEvent(
                event.kind(),
                event.name(),
                event.receivedNanos(),
                event.shard(),
                event.guildId(),
                event.channelId(),
                event.messageId(),
                event.interactionId(),
                event.userId(),
                event.userName(),
                event.jumpUrl(),
                details.worksOutContent() ? null : event.content(),
                event.withheld(),
                details,
                parent instanceof DescribedEvent live ? of(live) : parent);
    }

    @Override
    public @Nullable String content() {
        return details.worksOutContent() ? details.content() : content;
    }

    @Override
    public boolean isFrozen() {
        return true;
    }
}
