package io.github.botmetry.jda.event;

import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.EventDetails;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message that is a command. */
public final class TextCommandEvent implements BotEvent {

    private final GatewayEvent message;
    private final String name;

    public TextCommandEvent(GatewayEvent message, String name) {
        this.message = message;
        this.name = name;
    }

    @Override
    public Kind kind() {
        return Kind.TEXT_COMMAND;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long receivedNanos() {
        return message.receivedNanos();
    }

    @Override
    public int shard() {
        return message.shard();
    }

    @Override
    public long guildId() {
        return message.guildId();
    }

    @Override
    public long channelId() {
        return message.channelId();
    }

    @Override
    public long messageId() {
        return message.messageId();
    }

    @Override
    public long interactionId() {
        return message.interactionId();
    }

    @Override
    public long userId() {
        return message.userId();
    }

    @Override
    public @Nullable String userName() {
        return message.userName();
    }

    @Override
    public @Nullable String jumpUrl() {
        return message.jumpUrl();
    }

    @Override
    public @Nullable String content() {
        return message.content();
    }

    @Override
    public List<String> withheld() {
        return message.withheld();
    }

    @Override
    public EventDetails details() {
        return message.details();
    }

    @Override
    public BotEvent parent() {
        return message;
    }

    @Override
    public boolean isFrozen() {
        return message.isFrozen();
    }
}
