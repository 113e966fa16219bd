package io.github.botmetry.jda;

import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.EventDetails;
import net.dv8tion.jda.api.entities.User;
import net.dv8tion.jda.api.entities.channel.ChannelType;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.channel.GenericChannelEvent;
import net.dv8tion.jda.api.events.guild.GenericGuildEvent;
import net.dv8tion.jda.api.events.guild.GuildBanEvent;
import net.dv8tion.jda.api.events.guild.GuildUnbanEvent;
import net.dv8tion.jda.api.events.guild.member.GenericGuildMemberEvent;
import net.dv8tion.jda.api.events.guild.member.GuildMemberRemoveEvent;
import net.dv8tion.jda.api.events.message.GenericMessageEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.events.message.MessageUpdateEvent;
import net.dv8tion.jda.api.events.message.react.GenericMessageReactionEvent;
import net.dv8tion.jda.api.events.user.GenericUserEvent;
import net.dv8tion.jda.api.requests.GatewayIntent;
import org.jspecify.annotations.Nullable;

/**
 * Any event of JDA that is no interaction.
 *
 * <p>Made for each of them, so it holds a reference and a time (24 bytes) and works the rest out when somebody asks.
 */
final class GatewayEvent implements BotEvent {

    private final GenericEvent event;
    private final long receivedNanos;

    GatewayEvent(GenericEvent event, long receivedNanos) {
        this.event = event;
        this.receivedNanos = receivedNanos;
    }

    GenericEvent event() {
        return event;
    }

    @Override
    public Kind kind() {
        return Kind.GATEWAY;
    }

    @Override
    public String name() {
        return event.getClass().getSimpleName();
    }

    @Override
    public long receivedNanos() {
        return receivedNanos;
    }

    @Override
    public int shard() {
        return event.getJDA().getShardInfo().getShardId();
    }

    @Override
    public long guildId() {
        if (event instanceof GenericGuildEvent inGuild) {
            return inGuild.getGuild().getIdLong();
        }
        if (event instanceof GenericMessageEvent message) {
            return message.isFromGuild() ? message.getGuild().getIdLong() : 0;
        }
        if (event instanceof GenericChannelEvent channel) {
            return channel.isFromGuild() ? channel.getGuild().getIdLong() : 0;
        }
        return 0;
    }

    @Override
    public long channelId() {
        if (event instanceof GenericMessageEvent message) {
            return message.getChannel().getIdLong();
        }
        return event instanceof GenericChannelEvent channel
                ? channel.getChannel().getIdLong()
                : 0;
    }

    @Override
    public long messageId() {
        return event instanceof GenericMessageEvent message ? message.getMessageIdLong() : 0;
    }

    @Override
    public long userId() {
        if (event instanceof GenericMessageReactionEvent reaction) {
            return reaction.getUserIdLong();
        }
        User user = user();
        return user == null ? 0 : user.getIdLong();
    }

    @Override
    public @Nullable String userName() {
        User user = user();
        return user == null ? null : user.getName();
    }

    private @Nullable User user() {
        if (event instanceof MessageReceivedEvent received) {
            return received.getAuthor();
        }
        if (event instanceof MessageUpdateEvent update) {
            return update.getAuthor();
        }
        if (event instanceof GenericMessageReactionEvent reaction) {
            return reaction.getUser();
        }
        return userOfGuildEvent();
    }

    private @Nullable User userOfGuildEvent() {
        if (event instanceof GenericGuildMemberEvent member) {
            return member.getUser();
        }
        if (event instanceof GuildMemberRemoveEvent removed) {
            return removed.getUser();
        }
        if (event instanceof GuildBanEvent banned) {
            return banned.getUser();
        }
        if (event instanceof GuildUnbanEvent unbanned) {
            return unbanned.getUser();
        }
        return event instanceof GenericUserEvent user ? user.getUser() : null;
    }

    @Override
    public @Nullable String jumpUrl() {
        return JumpUrl.of(guildId(), channelId(), messageId());
    }

    /** Null without the intent: JDA warns whoever reads content that Discord did not send. */
    @Override
    public @Nullable String content() {
        if (event instanceof MessageReceivedEvent received
                && event.getJDA().getGatewayIntents().contains(GatewayIntent.MESSAGE_CONTENT)) {
            return received.getMessage().getContentRaw();
        }
        return null;
    }

    @Override
    public EventDetails details() {
        return new JdaDetails(event, channelType());
    }

    private @Nullable ChannelType channelType() {
        if (event instanceof GenericMessageEvent message) {
            return message.getChannelType();
        }
        return event instanceof GenericChannelEvent channel ? channel.getChannelType() : null;
    }
}
