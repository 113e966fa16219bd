package io.github.botmetry.event;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** An event as observers see it: a part that cannot be read is absent, and keeps no other part from being read. */
final class DescribedEvent implements BotEvent {

    private final BotEvent event;
    private final Descriptions descriptions;

    private DescribedEvent(BotEvent event, Descriptions descriptions) {
        this.event = event;
        this.descriptions = descriptions;
    }

    /** The event itself where each part of it can be read. */
    static BotEvent of(BotEvent event, Descriptions descriptions) {
        return event instanceof DescribedEvent || isFrozen(event) ? event : new DescribedEvent(event, descriptions);
    }

    private static boolean isFrozen(BotEvent event) {
        try {
            return event.isFrozen();
        } catch (Throwable thrown) {
            return false; // a DescribedEvent then reads it part by part
        }
    }

    /** The event without an object of the chat library. */
    static BotEvent frozen(BotEvent event, Descriptions descriptions) {
        BotEvent described = of(event, descriptions);
        return described instanceof DescribedEvent live ? FrozenEvent.of(live) : described;
    }

    private long number(Callable<Long> part, long unknown) {
        Long number = descriptions.read(event, part);
        return number == null ? unknown : number;
    }

    @Override
    public Kind kind() {
        Kind kind = descriptions.read(event, event::kind);
        return kind == null ? Kind.GATEWAY : kind;
    }

    @Override
    public String name() {
        String name = descriptions.read(event, event::name);
        return name == null ? Descriptions.name(event) : name;
    }

    @Override
    public long receivedNanos() {
        return number(event::receivedNanos, 0);
    }

    @Override
    public int shard() {
        Integer shard = descriptions.read(event, event::shard);
        return shard == null ? 0 : shard;
    }

    /** Withheld if it cannot be read, since it may be of a guild that opted out. */
    @Override
    public long guildId() {
        return number(event::guildId, WITHHELD);
    }

    @Override
    public long channelId() {
        return number(event::channelId, 0);
    }

    @Override
    public long messageId() {
        return number(event::messageId, 0);
    }

    @Override
    public long interactionId() {
        return number(event::interactionId, 0);
    }

    /** Withheld if it cannot be read, since it may be of a user who opted out. */
    @Override
    public long userId() {
        return number(event::userId, WITHHELD);
    }

    @Override
    public @Nullable String userName() {
        return descriptions.read(event, event::userName);
    }

    @Override
    public @Nullable String jumpUrl() {
        return descriptions.read(event, event::jumpUrl);
    }

    @Override
    public @Nullable String content() {
        return descriptions.read(event, event::content);
    }

    @Override
    public List<String> withheld() {
        List<String> withheld = descriptions.read(event, event::withheld);
        return withheld == null ? List.of() : List.copyOf(withheld);
    }

    @Override
    public EventDetails details() {
        EventDetails details = descriptions.read(event, event::details);
        return details == null ? EventDetails.NONE : DescribedDetails.of(details, event, descriptions);
    }

    @Override
    public @Nullable BotEvent parent() {
        BotEvent parent = descriptions.read(event, event::parent);
        return parent == null ? null : of(parent, descriptions);
    }

    /** False, since a frozen event is never wrapped in this class. */
    @Override
    public boolean isFrozen() {
        return false;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DescribedEvent that ? event == that.event : event == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(event);
    }

    @Override
    public String toString() {
        return Objects.requireNonNullElse(descriptions.read(event, event::toString), Descriptions.name(event));
    }
}
