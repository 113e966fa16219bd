package io.github.botmetry.jda.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.withSettings;

import io.github.botmetry.Privacy;
import io.github.botmetry.jda.EventClasses;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.UserSnowflake;
import net.dv8tion.jda.api.entities.channel.Channel;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.interaction.GenericInteractionCreateEvent;
import net.dv8tion.jda.api.events.self.GenericSelfUpdateEvent;
import org.junit.jupiter.api.Test;
import org.mockito.Answers;
import org.mockito.invocation.InvocationOnMock;

/** Every class of events says as much of itself as its getters do. */
class EventPartsTest {

    private static final long GUILD = 11;
    private static final long CHANNEL = 12;
    private static final long MESSAGE = 13;
    private static final long USER = 14;

    /** Answers every getter, and the getters of what it answers, with ids that say of what they are. */
    private static Object answer(InvocationOnMock call) throws Throwable {
        Method getter = call.getMethod();
        Class<?> type = getter.getReturnType();
        if (type == long.class) {
            return id(getter.getName(), call.getMock());
        }
        if (type == boolean.class) {
            return true;
        }
        boolean isEntity = type.isInterface() && type.getName().startsWith("net.dv8tion.jda.api")
                || type.getName().startsWith("net.dv8tion.jda.api.audit.AuditLogEntry")
                || type.getName().endsWith("VoiceChannelEffect");
        return isEntity
                ? mock(type, withSettings().stubOnly().defaultAnswer(EventPartsTest::answer))
                : Answers.RETURNS_DEFAULTS.answer(call);
    }

    private static long id(String getter, Object of) {
        if (getter.equals("getGuildIdLong") || of instanceof Guild) {
            return GUILD;
        }
        if (getter.equals("getChannelIdLong") || of instanceof Channel) {
            return CHANNEL;
        }
        if (getter.equals("getMessageIdLong")) {
            return MESSAGE;
        }
        boolean isUser = List.of("getUserIdLong", "getThreadMemberIdLong").contains(getter);
        return isUser || of instanceof UserSnowflake ? USER : 99;
    }

    private static boolean has(Class<?> event, Predicate<Method> getter) {
        return Arrays.stream(event.getMethods())
                .filter(method -> method.getParameterCount() == 0)
                .anyMatch(getter);
    }

    private static boolean saysGuild(Method getter) {
        return getter.getName().equals("getGuildIdLong")
                || (getter.getReturnType() == Guild.class && !getter.getName().equals("getEntity"));
    }

    private static boolean saysChannel(Method getter) {
        return getter.getName().equals("getChannel")
                || getter.getName().equals("getThread")
                || getter.getName().equals("getChannelJoined");
    }

    private static boolean saysUser(Method getter) {
        return List.of("getUserIdLong", "getThreadMemberIdLong", "getAuthor").contains(getter.getName())
                || List.of("getUser", "getMember").contains(getter.getName());
    }

    @Test
    void everyClassOfEvents_saysItsGuildChannelMessageAndUser() {
        List<String> silent = new ArrayList<>();
        int described = 0;
        for (Class<? extends GenericEvent> type : EventClasses.all()) {
            if (GenericInteractionCreateEvent.class.isAssignableFrom(type)
                    || GenericSelfUpdateEvent.class.isAssignableFrom(type)) {
                continue;
            }
            GenericEvent event = mock(type, withSettings().stubOnly().defaultAnswer(EventPartsTest::answer));
            GatewayEvent gateway = new GatewayEvent(event, System.nanoTime(), Privacy.defaults());
            String name = type.getSimpleName();
            silent.addAll(missing(name + ".guild", has(type, EventPartsTest::saysGuild), gateway.guildId() == GUILD));
            silent.addAll(
                    missing(name + ".channel", has(type, EventPartsTest::saysChannel), gateway.channelId() == CHANNEL));
            silent.addAll(missing(
                    name + ".message",
                    has(type, getter -> getter.getName().equals("getMessageIdLong")),
                    gateway.messageId() == MESSAGE));
            silent.addAll(missing(name + ".user", has(type, EventPartsTest::saysUser), gateway.userId() == USER));
            described += gateway.guildId() == GUILD ? 1 : 0;
        }

        assertThat(silent).isEmpty();
        assertThat(described).isGreaterThan(100);
    }

    private static List<String> missing(String what, boolean has, boolean says) {
        return has && !says ? List.of(what) : List.of();
    }
}
