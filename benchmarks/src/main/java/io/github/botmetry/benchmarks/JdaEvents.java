package io.github.botmetry.benchmarks;

import java.lang.reflect.Proxy;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageType;
import net.dv8tion.jda.api.entities.User;
import net.dv8tion.jda.api.entities.channel.ChannelType;
import net.dv8tion.jda.api.entities.channel.unions.GuildMessageChannelUnion;
import net.dv8tion.jda.api.entities.channel.unions.MessageChannelUnion;
import net.dv8tion.jda.api.events.GatewayPingEvent;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.utils.cache.CacheFlag;
import net.dv8tion.jda.api.utils.cache.CacheView;
import net.dv8tion.jda.api.utils.cache.ChannelCacheView;
import net.dv8tion.jda.api.utils.cache.SnowflakeCacheView;
import org.jspecify.annotations.Nullable;

/** JDA's own events about entities that answer with constants. */
final class JdaEvents {

    private static final JDA BOT = answering(
            JDA.class,
            Map.of(
                    "getShardInfo",
                    JDA.ShardInfo.SINGLE,
                    "getStatus",
                    JDA.Status.CONNECTED,
                    "getGatewayPing",
                    40L,
                    "getUnavailableGuilds",
                    Set.of(),
                    "getCacheFlags",
                    EnumSet.noneOf(CacheFlag.class),
                    "getGatewayIntents",
                    GatewayIntent.getIntents(GatewayIntent.ALL_INTENTS)));

    /** As JDA's own channels of guilds, which are both. */
    private interface GuildTextChannel extends MessageChannelUnion, GuildMessageChannelUnion {}

    private JdaEvents() {}

    /** An event that is only framed. */
    static GenericEvent ping() {
        return new GatewayPingEvent(BOT, 41);
    }

    /** A message in a guild. */
    static GenericEvent message(String content) {
        Guild guild = answering(Guild.class, Map.of("getIdLong", 1L));
        Object channel = answering(
                GuildTextChannel.class, Map.of("getIdLong", 2L, "getType", ChannelType.TEXT, "getGuild", guild));
        User author = answering(User.class, Map.of("getIdLong", 3L, "getName", "alice", "isBot", false));
        Message message = answering(
                Message.class,
                Map.of(
                        "getIdLong", 4L,
                        "getChannel", channel,
                        "getAuthor", author,
                        "getContentRaw", content,
                        "getType", MessageType.DEFAULT,
                        "isWebhookMessage", false,
                        "isFromGuild", true,
                        "getGuild", guild,
                        "getJDA", BOT));
        return new MessageReceivedEvent(BOT, 1, message);
    }

    /** Something that answers a call by its name, and false, 0 or null where it is not told, or with an empty cache. */
    private static <T> T answering(Class<T> type, Map<String, Object> answers) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Object answer = answers.get(method.getName());
                    return answer != null ? answer : nothing(method.getReturnType());
                }));
    }

    private static @Nullable Object nothing(Class<?> type) {
        if (type == boolean.class) {
            return false;
        }
        if (type == long.class) {
            return 0L;
        }
        if (type == SnowflakeCacheView.class) {
            return CacheView.allSnowflakes(Stream::empty);
        }
        if (type == ChannelCacheView.class) {
            return answering(ChannelCacheView.class, Map.of());
        }
        return type == int.class ? 0 : null;
    }
}
