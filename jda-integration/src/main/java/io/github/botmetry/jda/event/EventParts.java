package io.github.botmetry.jda.event;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.entities.User;
import net.dv8tion.jda.api.entities.UserSnowflake;
import net.dv8tion.jda.api.entities.channel.Channel;
import net.dv8tion.jda.api.entities.channel.middleman.GuildChannel;
import org.jspecify.annotations.Nullable;

/**
 * Finds the guild, the channel, the message and the user of any event by its getters.
 *
 * <p>By name, since JDA's 200 classes of events have no common type for them, and a later JDA has more. An answer that is
 * missing or throws leads to the next getter; only where none has an answer is it thrown on. An answer that is something else,
 * such as an entry of the audit log, is asked in turn. Looked up once a class.
 */
final class EventParts {

    private static final ClassValue<EventParts> OF_CLASS = new ClassValue<>() {
        @Override
        protected EventParts computeValue(Class<?> type) {
            return new EventParts(type);
        }
    };

    private final List<Method> isFromGuild;
    private final List<Method> guild;
    private final List<Method> channel;
    private final List<Method> message;
    private final List<Method> user;

    private EventParts(Class<?> type) {
        isFromGuild = getters(type, "isFromGuild");
        guild = getters(type, "getGuildIdLong", "getGuild", "getChannel", "getThread", "getRule", "getSoundboardSound");
        channel = getters(type, "getChannel", "getThread", "getChannelJoined", "getChannelLeft", "getVoiceState");
        message = getters(type, "getMessageIdLong");
        user = getters(
                type,
                "getUserIdLong",
                "getThreadMemberIdLong",
                "getUser",
                "getAuthor",
                "getMember",
                "getEntry",
                "getEntitlement",
                "getEffect",
                "getInvite",
                "getInviter");
    }

    private static List<Method> getters(Class<?> type, String... names) {
        return Arrays.stream(names)
                .map(name -> getter(type, name))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Null if this class has none that can be called. */
    private static @Nullable Method getter(Class<?> type, String name) {
        try {
            Method getter = type.getMethod(name);
            return Modifier.isPublic(getter.getDeclaringClass().getModifiers()) ? getter : null;
        } catch (NoSuchMethodException | LinkageError e) {
            return null;
        }
    }

    /** 0 if it happened in none. */
    static long guildId(Object event) {
        EventParts parts = OF_CLASS.get(event.getClass());
        if (Boolean.FALSE.equals(first(event, parts.isFromGuild, answer -> answer))) {
            return 0;
        }
        return orNone(first(event, parts.guild, EventParts::guildIdOf));
    }

    static @Nullable Channel channel(Object event) {
        return first(event, OF_CLASS.get(event.getClass()).channel, EventParts::channelOf);
    }

    static long messageId(Object event) {
        return orNone(first(event, OF_CLASS.get(event.getClass()).message, EventParts::number));
    }

    /** 0 if nobody did it, or nothing says who. */
    static long userId(Object event) {
        return orNone(first(event, OF_CLASS.get(event.getClass()).user, EventParts::userIdOf));
    }

    /** Null also if JDA knows no more than the id. */
    static @Nullable User user(Object event) {
        return first(event, OF_CLASS.get(event.getClass()).user, EventParts::userOf);
    }

    private static <T> @Nullable T first(Object event, List<Method> getters, Function<Object, @Nullable T> meaning) {
        RuntimeException failure = null;
        for (Method getter : getters) {
            try {
                Object answer = getter.invoke(event);
                T meant = answer == null ? null : meaning.apply(answer);
                if (meant != null) {
                    return meant;
                }
            } catch (InvocationTargetException | IllegalAccessException | RuntimeException missing) {
                failure = new IllegalStateException(getter.getName(), missing);
            }
        }
        if (failure != null) {
            throw failure;
        }
        return null;
    }

    private static long orNone(@Nullable Long id) {
        return id == null ? 0 : id;
    }

    private static @Nullable Long number(Object answer) {
        return answer instanceof Long number && number != 0 ? number : null;
    }

    private static @Nullable Long guildIdOf(Object answer) {
        if (answer instanceof Guild guild) {
            return guild.getIdLong();
        }
        if (answer instanceof GuildChannel channel) {
            return channel.getGuild().getIdLong();
        }
        boolean leadsNowhere = answer instanceof Long || answer instanceof Channel;
        return number(leadsNowhere ? answer : (Long) guildId(answer));
    }

    private static @Nullable Channel channelOf(Object answer) {
        return answer instanceof Channel channel ? channel : channel(answer);
    }

    private static @Nullable Long userIdOf(Object answer) {
        if (answer instanceof UserSnowflake user) {
            return user.getIdLong();
        }
        return number(answer instanceof Long ? answer : (Long) userId(answer));
    }

    private static @Nullable User userOf(Object answer) {
        if (answer instanceof Member member) {
            return member.getUser();
        }
        if (answer instanceof UserSnowflake || answer instanceof Long) {
            return answer instanceof User user ? user : null;
        }
        return user(answer);
    }
}
