package io.github.botmetry.jda.event;

import io.github.botmetry.Privacy;
import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.EventDetails;
import java.util.List;
import net.dv8tion.jda.api.entities.User;
import net.dv8tion.jda.api.entities.channel.Channel;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.requests.GatewayIntent;
import org.jspecify.annotations.Nullable;

/**
 * Any event of JDA that is no interaction.
 *
 * <p>Made for each of them, so it holds two references and a time of 4 bytes (24 bytes in all) and works the rest out when
 * somebody asks. Says nothing of users and guilds that want nothing kept about them.
 */
public final class GatewayEvent implements BotEvent {

    /** A unit of 1.024 us: 32 bits of it reach back 73 minutes, and no listener is at one event for longer. */
    private static final int TICK_BITS = 10;

    private final GenericEvent event;
    private final Privacy privacy;
    private final int receivedTicks;

    public GatewayEvent(GenericEvent event, long receivedNanos, Privacy privacy) {
        this.event = event;
        this.privacy = privacy;
        this.receivedTicks = (int) (receivedNanos >> TICK_BITS);
    }

    public GenericEvent event() {
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
        long nowTicks = System.nanoTime() >> TICK_BITS;
        return (nowTicks - Integer.toUnsignedLong((int) nowTicks - receivedTicks)) << TICK_BITS;
    }

    @Override
    public int shard() {
        return event.getJDA().getShardInfo().getShardId();
    }

    @Override
    public long guildId() {
        return Shown.guild(rawGuildId(), privacy);
    }

    private long rawGuildId() {
        return EventParts.guildId(event);
    }

    @Override
    public long channelId() {
        Channel channel = EventParts.channel(event);
        if (channel == null) {
            return 0;
        }
        return showsPlace(channel) ? channel.getIdLong() : WITHHELD;
    }

    /** A direct channel is its user's. */
    private boolean showsPlace(Channel channel) {
        long guild = rawGuildId();
        boolean shown = guild == 0 ? privacy.allowsUser(rawUserId()) : privacy.allowsGuild(guild);
        return shown && Shown.channel(channel, privacy);
    }

    @Override
    public long messageId() {
        long id = rawMessageId();
        return id == 0 || showsMessage() ? id : WITHHELD;
    }

    public long rawMessageId() {
        return EventParts.messageId(event);
    }

    private boolean showsMessage() {
        return privacy.allowsUser(rawUserId()) && privacy.allowsGuild(rawGuildId()) && Shown.messageOf(event, privacy);
    }

    @Override
    public long userId() {
        return Shown.user(rawUserId(), privacy);
    }

    private long rawUserId() {
        return EventParts.userId(event);
    }

    @Override
    public @Nullable String userName() {
        User user = EventParts.user(event);
        return user == null || !privacy.allowsUser(user.getIdLong()) ? null : user.getName();
    }

    @Override
    public @Nullable String jumpUrl() {
        return JumpUrl.of(guildId(), channelId(), messageId());
    }

    /** Null without the intent: JDA logs a warning where content is read that Discord did not send. */
    @Override
    public @Nullable String content() {
        if (event instanceof MessageReceivedEvent received
                && showsMessage()
                && event.getJDA().getGatewayIntents().contains(GatewayIntent.MESSAGE_CONTENT)) {
            return received.getMessage().getContentRaw();
        }
        return null;
    }

    @Override
    public List<String> withheld() {
        return People.withheld(event, privacy);
    }

    @Override
    public EventDetails details() {
        Channel channel = EventParts.channel(event);
        return new JdaDetails(event, channel == null ? null : channel.getType());
    }
}
