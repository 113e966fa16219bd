package io.github.botmetry.jda.community;

import io.github.botmetry.Privacy;
import io.github.botmetry.Wiring;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.MessageType;
import net.dv8tion.jda.api.entities.User;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.entities.channel.middleman.GuildChannel;
import net.dv8tion.jda.api.events.GatewayPingEvent;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.channel.ChannelCreateEvent;
import net.dv8tion.jda.api.events.channel.ChannelDeleteEvent;
import net.dv8tion.jda.api.events.channel.GenericChannelEvent;
import net.dv8tion.jda.api.events.channel.update.ChannelUpdateAppliedTagsEvent;
import net.dv8tion.jda.api.events.channel.update.ChannelUpdateArchivedEvent;
import net.dv8tion.jda.api.events.channel.update.ChannelUpdateLockedEvent;
import net.dv8tion.jda.api.events.guild.GuildAvailableEvent;
import net.dv8tion.jda.api.events.guild.GuildJoinEvent;
import net.dv8tion.jda.api.events.guild.GuildReadyEvent;
import net.dv8tion.jda.api.events.guild.member.GuildMemberJoinEvent;
import net.dv8tion.jda.api.events.guild.member.GuildMemberRemoveEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.events.thread.ThreadHiddenEvent;
import net.dv8tion.jda.api.events.thread.ThreadRevealedEvent;
import net.dv8tion.jda.api.requests.GatewayIntent;
import org.jspecify.annotations.Nullable;

/**
 * Hand it every event of a bot; {@code JdaIntegration} does, before the bot's listeners are called.
 *
 * <p>Thread-safe; never throws. An event that is none of its business costs one look at its class, and none costs more in a
 * bigger guild.
 */
public final class CommunityWatch implements Consumer<GenericEvent> {

    private final CommunityStats settings;
    private final Privacy privacy;
    private final WatchedGuilds guilds;
    private final ChannelCounters channels;
    private final Forums forums;
    private final MissingParts missing;
    private final Map<Class<?>, Consumer<GenericEvent>> reactions = new HashMap<>();
    private final Consumer<GenericEvent> guarded;

    CommunityWatch(CommunityStats settings, Wiring wiring, Clock clock) {
        this.settings = settings;
        privacy = wiring.privacy();
        channels = new ChannelCounters(settings);
        forums = new Forums(settings, wiring.stats(), privacy, clock);
        missing = new MissingParts(settings, wiring.warnings());
        guilds = new WatchedGuilds(settings.guilds(), wiring);
        guarded = wiring.guard("community statistics").consumer(this::react);
        on(MessageReceivedEvent.class, this::message);
        on(GuildMemberJoinEvent.class, event -> member(event.getGuild(), event.getUser(), WatchedGuild::joined));
        on(GuildMemberRemoveEvent.class, event -> member(event.getGuild(), event.getUser(), WatchedGuild::left));
        on(GuildReadyEvent.class, event -> found(event.getGuild()));
        on(GuildJoinEvent.class, event -> found(event.getGuild()));
        on(GuildAvailableEvent.class, event -> found(event.getGuild()));
        on(GatewayPingEvent.class, event -> look(event.getJDA()));
        if (!forums.isEmpty()) {
            watchThreads();
        }
    }

    /** Shards that are attached one by one have one watch: a second would take the gauges from the first. */
    void requireSettings(CommunityStats wanted) {
        if (!settings.equals(wanted)) {
            throw new IllegalArgumentException("community must be the same for all that one Botmetry is attached to,"
                    + " was of guilds " + aliases(wanted) + " beside " + aliases(settings));
        }
    }

    private static String aliases(CommunityStats settings) {
        return settings.guilds().values().stream().sorted().toList().toString();
    }

    private void watchThreads() {
        onThread(ChannelCreateEvent.class, (event, thread) -> forums.created(thread));
        onThread(ChannelDeleteEvent.class, (event, thread) -> forums.deleted(thread));
        onThread(ChannelUpdateArchivedEvent.class, (event, thread) -> forums.archivedOrNot(thread));
        onThread(ChannelUpdateLockedEvent.class, (event, thread) -> forums.lockedOrNot(thread));
        onThread(ChannelUpdateAppliedTagsEvent.class, (event, thread) -> forums.tagged(thread, event.getNewValue()));
        on(ThreadRevealedEvent.class, event -> thread(event.getThread(), forums::revealed));
        on(ThreadHiddenEvent.class, event -> thread(event.getThread(), forums::hidden));
    }

    private <E extends GenericEvent> void on(Class<E> type, Consumer<? super E> reaction) {
        reactions.put(type, event -> reaction.accept(type.cast(event)));
    }

    private <E extends GenericChannelEvent> void onThread(Class<E> type, BiConsumer<E, ThreadChannel> reaction) {
        on(type, event -> {
            if (event.getChannel() instanceof ThreadChannel thread) {
                thread(thread, seen -> reaction.accept(event, seen));
            }
        });
    }

    private void thread(ThreadChannel thread, Consumer<ThreadChannel> reaction) {
        if (counted(thread.getGuild().getIdLong()) != null) {
            reaction.accept(thread);
        }
    }

    /** The intents that the bot's builder has, where it could be read; what is missing is said once. */
    public void attached(Set<GatewayIntent> intents) {
        missing.sayIntents(intents);
        if (intents.contains(GatewayIntent.GUILD_MEMBERS)) {
            guilds.forEach(WatchedGuild::seesMembers);
        }
    }

    @Override
    public void accept(GenericEvent event) {
        if (reactions.containsKey(event.getClass()) && !isMessageElsewhere(event)) {
            guarded.accept(event);
        }
    }

    /** Most events of a big bot, so they are not worth a guard's allocation. */
    private boolean isMessageElsewhere(GenericEvent event) {
        return event instanceof MessageReceivedEvent message && guilds.find(guildId(message)) == null;
    }

    /** 0 for a direct message. The guild itself would be looked up in JDA's cache, under its lock. */
    private static long guildId(MessageReceivedEvent event) {
        return event.getMessage().getGuildIdLong();
    }

    private void react(GenericEvent event) {
        Consumer<GenericEvent> reaction = reactions.get(event.getClass());
        if (reaction != null) {
            reaction.accept(event);
        }
    }

    /** The guild, if it is one to count in. */
    private @Nullable WatchedGuild counted(long guildId) {
        WatchedGuild guild = guilds.find(guildId);
        if (guild == null || guild.mayBeCounted()) {
            return guild;
        }
        guild.forget();
        forums.forget(guild);
        return null;
    }

    private void found(Guild seen) {
        WatchedGuild guild = counted(seen.getIdLong());
        if (guild == null) {
            return;
        }
        guild.servedBy(seen.getJDA());
        attached(seen.getJDA().getGatewayIntents());
        missing.sayCaches(seen.getJDA().getCacheFlags());
        forums.found(seen, guild);
    }

    /** For a JDA that was running before us, and a guild that opts in again: once a heartbeat. */
    private void look(JDA jda) {
        guilds.forEach(guild -> {
            Guild seen = guild.isServedBy(jda) ? null : jda.getGuildById(guild.id());
            if (seen != null) {
                found(seen);
            }
        });
    }

    private void member(Guild seen, User user, Consumer<WatchedGuild> change) {
        WatchedGuild guild = counted(seen.getIdLong());
        if (guild != null && privacy.allowsUser(user.getIdLong())) {
            change.accept(guild);
        }
    }

    private void message(MessageReceivedEvent event) {
        WatchedGuild guild = counted(guildId(event));
        if (guild == null || !privacy.allowsUser(event.getAuthor().getIdLong())) {
            return;
        }
        boolean byPerson = isByPerson(event);
        if (!byPerson && !settings.everyMessage()) {
            return;
        }
        GuildChannel channel = event.getGuildChannel();
        if (channel instanceof ThreadChannel thread) {
            channel = thread.getParentChannel();
            if (byPerson) {
                forums.answered(thread, event.getAuthor().getIdLong());
            }
        }
        channels.count(channel, guild);
    }

    /** Discord's own messages, such as "a user joined", have a person as author but another type. */
    private static boolean isByPerson(MessageReceivedEvent event) {
        MessageType type = event.getMessage().getType();
        return (type == MessageType.DEFAULT || type == MessageType.INLINE_REPLY)
                && !event.isWebhookMessage()
                && !event.getAuthor().isBot();
    }
}
