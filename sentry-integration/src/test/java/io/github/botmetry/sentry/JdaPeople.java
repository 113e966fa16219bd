package io.github.botmetry.sentry;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.audit.AuditLogEntry;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Invite;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.entities.Mentions;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageType;
import net.dv8tion.jda.api.entities.ScheduledEvent;
import net.dv8tion.jda.api.entities.ThreadMember;
import net.dv8tion.jda.api.entities.User;
import net.dv8tion.jda.api.entities.channel.Channel;
import net.dv8tion.jda.api.entities.channel.ChannelType;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.requests.GatewayIntent;
import org.jspecify.annotations.Nullable;
import org.mockito.Answers;
import org.mockito.invocation.InvocationOnMock;

/** Events of every class of JDA in which one role is alice's, who opted out, and all others are bob's. */
final class JdaPeople {

    static final Person ALICE = new Person(711111111111111111L, "alice.opted");
    static final Person BOB = new Person(722222222222222222L, "bob");

    private static final Set<String> ACTOR = Set.of(
            "getUser", "getMember", "getUserIdLong", "getAuthor", "getMessage", "getMessageAuthorIdLong", "getEntity");

    private static final Set<Class<?>> PERSONAL = Set.of(
            User.class,
            Member.class,
            Message.class,
            ThreadMember.class,
            Invite.class,
            AuditLogEntry.class,
            ScheduledEvent.class,
            ThreadChannel.class);

    private final JDA jda = mock(JDA.class, Answers.RETURNS_DEEP_STUBS);
    private final Guild guild = mock(Guild.class);
    private final Map<Map.Entry<Class<?>, Person>, Object> made = new HashMap<>();

    /** Somebody, and the ids of what is hers. */
    record Person(long id, String name) {

        long messageId() {
            return id + 1;
        }

        long interactionId() {
            return id + 2;
        }

        long threadId() {
            return id + 3;
        }

        String nickname() {
            return name + "-nick";
        }

        String globalName() {
            return name + "-global";
        }
    }

    JdaPeople() {
        when(jda.getGatewayIntents()).thenReturn(java.util.EnumSet.allOf(GatewayIntent.class));
        when(guild.getIdLong()).thenReturn(100_000_000_000_000_000L);
        when(guild.getId()).thenReturn("100000000000000000");
        when(guild.getName()).thenReturn("Garden");
    }

    /** The getters of an event that lead to people; each is one role. */
    static List<Method> roles(Class<?> event) {
        return Arrays.stream(event.getMethods()).filter(JdaPeople::isRole).toList();
    }

    private static boolean isRole(Method method) {
        if (method.getParameterCount() > 0 || Modifier.isStatic(method.getModifiers())) {
            return false;
        }
        boolean isId = method.getName().matches("get\\w*(User|Member|Owner|Author|Creator|Target)IdLong");
        return isId
                || PERSONAL.contains(personal(method.getGenericReturnType()))
                || Channel.class.isAssignableFrom(method.getReturnType());
    }

    private static Class<?> personal(Type type) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return personal(list.getActualTypeArguments()[0]);
        }
        return type instanceof Class<?> known ? known : Object.class;
    }

    /** @param hers the role of alice; null if all are hers */
    <E extends GenericEvent> E event(Class<E> type, @Nullable Method hers) {
        return mock(type, call -> answer(call, hers));
    }

    /** What a bot could write of the people in the event. */
    static String names(GenericEvent event) {
        StringBuilder names = new StringBuilder();
        for (Method role : roles(event.getClass())) {
            try {
                Object person = role.invoke(event);
                Object first = person instanceof List<?> all && !all.isEmpty() ? all.get(0) : person;
                if (first instanceof User user) {
                    names.append(user.getName())
                            .append(' ')
                            .append(user.getGlobalName())
                            .append(' ');
                } else if (first instanceof Member member) {
                    names.append(member.getNickname()).append(' ');
                } else if (first instanceof Message message) {
                    names.append(message.getId())
                            .append(' ')
                            .append(message.getAuthor().getName())
                            .append(' ');
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return names.toString();
    }

    private @Nullable Object answer(InvocationOnMock call, @Nullable Method hers) throws Throwable {
        Method method = call.getMethod();
        Class<?> type = method.getReturnType();
        Person person = isHers(method, hers) ? ALICE : BOB;
        if (type == long.class || type == String.class) {
            return word(call, person, hers == null || ACTOR.contains(hers.getName()) ? ALICE : BOB);
        }
        if (type == JDA.class) {
            return jda;
        }
        if (type == Guild.class) {
            return guild;
        }
        if (type == boolean.class) {
            return method.getName().equals("isFromGuild");
        }
        if (Throwable.class.isAssignableFrom(type)) {
            return new IllegalStateException("planned");
        }
        Class<?> personal = personal(method.getGenericReturnType());
        if (PERSONAL.contains(personal)) {
            Object value = known(personal, person, () -> value(personal, person));
            return type == List.class ? List.of(value) : value;
        }
        return channelOr(Answers.RETURNS_DEFAULTS.answer(call), type, person);
    }

    /** Getters that answer with the same person: the one who did it. */
    private static boolean isHers(Method method, @Nullable Method hers) {
        if (hers == null) {
            return true;
        }
        boolean isSame = hers.getName().equals(method.getName());
        return isSame || (ACTOR.contains(hers.getName()) && ACTOR.contains(method.getName()));
    }

    private static Object word(InvocationOnMock call, Person person, Person actor) {
        Method method = call.getMethod();
        String name = method.getName();
        long id = 0;
        if (name.equals("getIdLong") || name.equals("getId")) {
            id = actor.interactionId();
        } else if (name.startsWith("getMessageId")) {
            id = messageId(call.getMock().getClass(), actor);
        } else if (name.endsWith("IdLong")) {
            id = person.id();
        }
        boolean isNumber = method.getReturnType() == long.class;
        return isNumber ? (Object) id : id == 0 ? "word" : Long.toString(id);
    }

    /** Where an event does not say whose the message is, it is hers. */
    private static long messageId(Class<?> event, Person actor) {
        boolean isOfActor = Arrays.stream(event.getMethods())
                .anyMatch(other -> other.getReturnType() == Message.class
                        || List.of("getAlertMessageIdLong", "getMessageAuthorIdLong")
                                .contains(other.getName()));
        return (isOfActor ? actor : ALICE).messageId();
    }

    private @Nullable Object channelOr(@Nullable Object other, Class<?> type, Person person) {
        if (!Channel.class.isAssignableFrom(type)) {
            return other;
        }
        boolean isThread = type.isInterface() && type.getSimpleName().endsWith("Union");
        return known(type, person, () -> isThread ? thread(type, person) : channel(type));
    }

    /** Made once: a mock takes milliseconds. */
    private Object known(Class<?> type, Person person, Supplier<@Nullable Object> make) {
        Map.Entry<Class<?>, Person> key = Map.entry(type, person);
        Object value = made.get(key);
        if (value == null) {
            value = Objects.requireNonNull(make.get());
            made.put(key, value);
        }
        return value;
    }

    private Object channel(Class<?> type) {
        Channel channel = (Channel) mock(type);
        when(channel.getIdLong()).thenReturn(300L);
        when(channel.getId()).thenReturn("300");
        return channel;
    }

    private Object thread(Class<?> type, Person owner) {
        Object thread =
                mock(ThreadChannel.class, org.mockito.Mockito.withSettings().extraInterfaces(type));
        fill((ThreadChannel) thread, owner);
        return thread;
    }

    private void fill(ThreadChannel thread, Person owner) {
        when(thread.getIdLong()).thenReturn(owner.threadId());
        when(thread.getId()).thenReturn(Long.toString(owner.threadId()));
        when(thread.getOwnerIdLong()).thenReturn(owner.id());
        when(thread.getType()).thenReturn(ChannelType.GUILD_PRIVATE_THREAD);
    }

    private @Nullable Object value(Class<?> type, Person person) {
        if (type == User.class) {
            return user(person);
        }
        if (type == Member.class) {
            return member(person);
        }
        if (type == Message.class) {
            return message(person);
        }
        if (type == ThreadMember.class) {
            ThreadMember member = mock(ThreadMember.class);
            User user = user(person);
            when(member.getUser()).thenReturn(user);
            return member;
        }
        if (type == Invite.class) {
            Invite invite = mock(Invite.class);
            User user = user(person);
            when(invite.getInviter()).thenReturn(user);
            return invite;
        }
        if (type == AuditLogEntry.class) {
            AuditLogEntry entry = mock(AuditLogEntry.class);
            User user = user(person);
            when(entry.getUser()).thenReturn(user);
            when(entry.getTargetIdLong()).thenReturn(person.id());
            return entry;
        }
        return type == ScheduledEvent.class ? planned(person) : null;
    }

    private Object planned(Person person) {
        ScheduledEvent event = mock(ScheduledEvent.class);
        User user = user(person);
        when(event.getCreator()).thenReturn(user);
        return event;
    }

    private static User user(Person person) {
        User user = mock(User.class);
        when(user.getIdLong()).thenReturn(person.id());
        when(user.getId()).thenReturn(Long.toString(person.id()));
        when(user.getName()).thenReturn(person.name());
        when(user.getGlobalName()).thenReturn(person.globalName());
        return user;
    }

    private static Member member(Person person) {
        Member member = mock(Member.class);
        User user = user(person);
        when(member.getIdLong()).thenReturn(person.id());
        when(member.getUser()).thenReturn(user);
        when(member.getNickname()).thenReturn(person.nickname());
        return member;
    }

    private static Message message(Person author) {
        Message message = mock(Message.class);
        User user = user(author);
        Mentions mentions = mock(Mentions.class);
        when(message.getIdLong()).thenReturn(author.messageId());
        when(message.getId()).thenReturn(Long.toString(author.messageId()));
        when(message.getAuthor()).thenReturn(user);
        when(message.getMentions()).thenReturn(mentions);
        when(message.getType()).thenReturn(MessageType.DEFAULT);
        when(message.getContentRaw()).thenReturn("written by " + author.name());
        return message;
    }
}
