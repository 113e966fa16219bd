package io.github.botmetry.testing;

import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.EventDetails;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Make an event for the test of an observer; each part can be set.
 *
 * <pre>{@code
 * BotEvent ping = TestEvent.slash("ping").guild(100).channel(200).user(7, "ada").build();
 * EventFrame frame = botmetry.wiring().events().begin(ping);
 * }</pre>
 *
 * <p>A part that is not set is absent: 0 or null. Immutable.
 */
public final class TestEvent implements BotEvent {

    private final Kind kind;
    private final String name;
    private final long receivedNanos;
    private final int shard;
    private final long guildId;
    private final long channelId;
    private final long messageId;
    private final long interactionId;
    private final long userId;
    private final @Nullable String userName;
    private final @Nullable String jumpUrl;
    private final @Nullable String content;
    private final List<String> withheld;
    private final EventDetails details;
    private final @Nullable BotEvent parent;

    private TestEvent(Builder builder) {
        this.kind = builder.kind;
        this.name = builder.name;
        this.receivedNanos = builder.receivedNanos;
        this.shard = builder.shard;
        this.guildId = builder.guildId;
        this.channelId = builder.channelId;
        this.messageId = builder.messageId;
        this.interactionId = builder.interactionId;
        this.userId = builder.userId;
        this.userName = builder.userName;
        this.jumpUrl = builder.jumpUrl;
        this.content = builder.content;
        this.withheld = builder.withheld;
        this.details = builder.details;
        this.parent = builder.parent;
    }

    /** Begins a slash command, received now. */
    public static Builder slash(String name) {
        return of(Kind.SLASH, name);
    }

    /** Begins another event, received now, such as {@code of(Kind.GATEWAY, "MessageReceivedEvent")}. */
    public static Builder of(Kind kind, String name) {
        return new Builder(kind, name);
    }

    /** Copies the present parts of an event. */
    static TestEvent copyOf(BotEvent event) {
        BotEvent parent = event.parent();
        Builder copy = new Builder(event);
        return (parent == null ? copy : copy.parent(copyOf(parent))).build();
    }

    /** Begins a variation of this event. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long receivedNanos() {
        return receivedNanos;
    }

    @Override
    public int shard() {
        return shard;
    }

    @Override
    public long guildId() {
        return guildId;
    }

    @Override
    public long channelId() {
        return channelId;
    }

    @Override
    public long messageId() {
        return messageId;
    }

    @Override
    public long interactionId() {
        return interactionId;
    }

    @Override
    public long userId() {
        return userId;
    }

    @Override
    public @Nullable String userName() {
        return userName;
    }

    @Override
    public @Nullable String jumpUrl() {
        return jumpUrl;
    }

    @Override
    public @Nullable String content() {
        return content;
    }

    @Override
    public List<String> withheld() {
        return withheld;
    }

    @Override
    public EventDetails details() {
        return details;
    }

    /** False, as for an event of a chat library, so that Botmetry copies it. */
    @Override
    public boolean isFrozen() {
        return false;
    }

    @Override
    public @Nullable BotEvent parent() {
        return parent;
    }

    @Override
    public String toString() {
        return kind.label() + " \"" + name + "\" of user " + userId + " at " + jumpUrl;
    }

    /** Collects the parts of a {@link TestEvent}. Ids are not checked: {@link BotEvent#WITHHELD} is one too. */
    public static final class Builder {

        private final Kind kind;
        private String name;
        private long receivedNanos = System.nanoTime();
        private int shard;
        private long guildId;
        private long channelId;
        private long messageId;
        private long interactionId;
        private long userId;
        private @Nullable String userName;
        private @Nullable String jumpUrl;
        private @Nullable String content;
        private List<String> withheld = List.of();
        private EventDetails details = EventDetails.NONE;
        private @Nullable BotEvent parent;

        private Builder(Kind kind, String name) {
            this.kind = Objects.requireNonNull(kind, "kind");
            this.name = Objects.requireNonNull(name, "name");
        }

        private Builder(BotEvent event) {
            this.kind = event.kind();
            this.name = event.name();
            this.receivedNanos = event.receivedNanos();
            this.shard = event.shard();
            this.guildId = event.guildId();
            this.channelId = event.channelId();
            this.messageId = event.messageId();
            this.interactionId = event.interactionId();
            this.userId = event.userId();
            this.userName = event.userName();
            this.jumpUrl = event.jumpUrl();
            this.content = event.content();
            this.withheld = List.copyOf(event.withheld());
            this.details = event.details();
            this.parent = event.parent();
        }

        public Builder name(String name) {
            this.name = Objects.requireNonNull(name, "name");
            return this;
        }

        /** {@link System#nanoTime()} when the bot received it. */
        public Builder receivedNanos(long receivedNanos) {
            this.receivedNanos = receivedNanos;
            return this;
        }

        /** Sets the time of receipt, counted back from now. */
        public Builder receivedAgo(Duration ago) {
            return receivedNanos(
                    System.nanoTime() - Objects.requireNonNull(ago, "ago").toNanos());
        }

        public Builder shard(int shard) {
            this.shard = shard;
            return this;
        }

        public Builder guild(long guildId) {
            this.guildId = guildId;
            return this;
        }

        public Builder channel(long channelId) {
            this.channelId = channelId;
            return this;
        }

        public Builder message(long messageId) {
            this.messageId = messageId;
            return this;
        }

        public Builder interaction(long interactionId) {
            this.interactionId = interactionId;
            return this;
        }

        public Builder user(long userId, @Nullable String userName) {
            this.userId = userId;
            this.userName = userName;
            return this;
        }

        /** Sets a user who opted out: the id is {@link BotEvent#WITHHELD}, and the texts are those to remove from reports. */
        public Builder userWithheld(String... idAndNames) {
            this.withheld = List.of(Objects.requireNonNull(idAndNames, "idAndNames"));
            return user(WITHHELD, null);
        }

        public Builder jumpUrl(@Nullable String jumpUrl) {
            this.jumpUrl = jumpUrl;
            return this;
        }

        public Builder content(@Nullable String content) {
            this.content = content;
            return this;
        }

        public Builder details(EventDetails details) {
            this.details = Objects.requireNonNull(details, "details");
            return this;
        }

        /** Sets details with these facts and options, such as {@code Map.of("channel_type", "TEXT")}. */
        public Builder details(Map<String, Object> facts, EventDetails.Option... options) {
            Objects.requireNonNull(facts, "facts");
            Objects.requireNonNull(options, "options");
            return details(new GivenDetails(Map.copyOf(facts), List.of(options)));
        }

        public Builder parent(@Nullable BotEvent parent) {
            this.parent = parent;
            return this;
        }

        public TestEvent build() {
            return new TestEvent(this);
        }
    }

    private record GivenDetails(Map<String, Object> facts, List<Option> options) implements EventDetails {}
}
