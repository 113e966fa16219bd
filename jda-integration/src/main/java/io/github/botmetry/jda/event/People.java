package io.github.botmetry.jda.event;

import io.github.botmetry.Privacy;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import net.dv8tion.jda.api.audit.AuditLogEntry;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Invite;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.entities.Mentions;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.ScheduledEvent;
import net.dv8tion.jda.api.entities.ThreadMember;
import net.dv8tion.jda.api.entities.User;
import net.dv8tion.jda.api.entities.UserSnowflake;
import net.dv8tion.jda.api.entities.channel.Channel;
import net.dv8tion.jda.api.entities.channel.concrete.PrivateChannel;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;
import net.dv8tion.jda.api.interactions.modals.ModalMapping;
import org.jspecify.annotations.Nullable;

/**
 * Finds ids and names of those in an event of JDA who opted out, in whichever role the event gives to them.
 *
 * <p>Asks every getter of the event that can answer with a person, so an event that a later JDA adds is covered too. Costs
 * some microseconds; called only where somebody can opt out.
 */
final class People {

    private static final Pattern ID_OF_A_USER =
            Pattern.compile("get\\w*(User|Member|Owner|Author|Creator|Target)IdLong");

    private static final Pattern ID_OF_A_MESSAGE = Pattern.compile("get\\w*MessageIdLong");

    private static final ClassValue<List<Method>> GETTERS = new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
            return Arrays.stream(type.getMethods())
                    .filter(People::leadsToPeople)
                    .toList();
        }
    };

    private final Privacy privacy;
    private final Set<String> withheld = new LinkedHashSet<>();

    private People(Privacy privacy) {
        this.privacy = privacy;
    }

    /** Ids and names that may not be sent; empty where nobody can opt out. */
    static List<String> withheld(GenericEvent event, Privacy privacy) {
        if (!privacy.hasOptOuts()) {
            return List.of();
        }
        People people = new People(privacy);
        GETTERS.get(event.getClass()).forEach(getter -> people.ask(event, getter));
        return List.copyOf(people.withheld);
    }

    private static boolean leadsToPeople(Method getter) {
        Class<?> type = getter.getReturnType();
        boolean isGetter = getter.getParameterCount() == 0
                && getter.getName().startsWith("get")
                && !Modifier.isStatic(getter.getModifiers());
        return isGetter
                && (ID_OF_A_USER.matcher(getter.getName()).matches()
                        || ID_OF_A_MESSAGE.matcher(getter.getName()).matches()
                        || type == Object.class
                        || List.class.isAssignableFrom(type)
                        || isPersonal(type));
    }

    private static boolean isPersonal(Class<?> type) {
        return UserSnowflake.class.isAssignableFrom(type)
                || Channel.class.isAssignableFrom(type)
                || List.of(
                                Guild.class,
                                Message.class,
                                Mentions.class,
                                ThreadMember.class,
                                Invite.class,
                                AuditLogEntry.class,
                                ScheduledEvent.class)
                        .contains(type);
    }

    private void ask(GenericEvent event, Method getter) {
        try {
            Object value = getter.invoke(event);
            if (!ID_OF_A_MESSAGE.matcher(getter.getName()).matches()) {
                add(value);
            } else if (!Shown.messageOf(event, privacy)) {
                withheld.add(String.valueOf(value));
            }
        } catch (ReflectiveOperationException | RuntimeException unknown) {
            return; // what JDA does not know of this event, such as a message's guild in a direct one
        }
    }

    /** A part that cannot be read does not hide the others. */
    private void add(@Nullable Object value) {
        try {
            addReadable(value);
        } catch (RuntimeException unknown) {
            return; // such as an option's user, whom Discord does not send while the option is typed
        }
    }

    private void addReadable(@Nullable Object value) {
        if (value instanceof Long id) {
            addId(id);
        } else if (value instanceof UserSnowflake user) {
            addUser(user);
        } else if (value instanceof Message message) {
            addMessage(message);
        } else if (value instanceof Channel channel) {
            addChannel(channel);
        } else if (value instanceof List<?> all) {
            all.forEach(this::add);
        } else if (value != null) {
            addOther(value);
        }
    }

    private void addOther(Object value) {
        if (value instanceof Guild guild) {
            addGuild(guild);
        } else if (value instanceof ThreadMember member) {
            addUser(member.getUser());
        } else if (value instanceof Invite invite) {
            add(invite.getInviter());
        } else if (value instanceof AuditLogEntry entry) {
            addId(entry.getUserIdLong());
            addId(entry.getTargetIdLong());
            add(entry.getUser());
        } else if (value instanceof ScheduledEvent planned) {
            add(planned.getCreator());
        } else if (value instanceof Mentions mentions) {
            add(mentions.getUsers());
            add(mentions.getMembers());
        } else if (value instanceof OptionMapping option) {
            addOption(option);
        } else if (value instanceof ModalMapping input) {
            add(selectedIn(input));
        }
    }

    /** Only a text mentions somebody; a person who was chosen is the option's value. */
    private void addOption(OptionMapping option) {
        switch (option.getType()) {
            case STRING -> add(option.getMentions());
            case USER -> {
                addId(option.getAsLong());
                add(option.getAsMember());
                add(option.getAsUser());
            }
            case MENTIONABLE -> add(option.getAsMentionable());
            case CHANNEL -> add(option.getAsChannel());
            default -> {}
        }
    }

    /** Not called by name: in modals of JDA 5 nobody can be selected. */
    private static @Nullable Object selectedIn(ModalMapping input) {
        try {
            return ModalMapping.class.getMethod("getAsMentions").invoke(input);
        } catch (ReflectiveOperationException text) {
            return null;
        }
    }

    private boolean addId(long id) {
        boolean isWithheld = id != 0 && !privacy.allowsUser(id);
        if (isWithheld) {
            withheld.add(Long.toUnsignedString(id));
        }
        return isWithheld;
    }

    private void addUser(UserSnowflake person) {
        if (!addId(person.getIdLong())) {
            return;
        }
        if (person instanceof Member member) {
            addName(member.getNickname());
            addNames(member.getUser());
        } else if (person instanceof User user) {
            addNames(user);
        }
    }

    private void addNames(User user) {
        addName(user.getName());
        addName(user.getGlobalName());
    }

    private void addName(@Nullable String name) {
        if (name != null && !name.isBlank()) {
            withheld.add(name);
        }
    }

    private void addGuild(Guild guild) {
        if (!privacy.allowsGuild(guild.getIdLong())) {
            withheld.add(guild.getId());
            addName(guild.getName());
        }
    }

    private void addMessage(Message message) {
        if (!Shown.message(message, privacy)) {
            withheld.add(message.getId());
        }
        add(message.getAuthor());
        add(message.getMember());
        add(message.getMentions());
        for (User person : peopleBehind(message)) {
            add(person);
            addNickname(person, message);
        }
        Message answered = message.getReferencedMessage();
        if (answered != null && !Shown.message(answered, privacy)) {
            withheld.add(answered.getId());
        }
    }

    /** Names where JDA knows them: of people other than its author a message may hold no more than ids. */
    private void addNickname(User person, Message message) {
        if (message.isFromGuild()) {
            add(message.getGuild().getMember(person));
        }
    }

    private void addChannel(Channel channel) {
        if (!Shown.channel(channel, privacy)) {
            withheld.add(channel.getId());
        }
        if (channel instanceof ThreadChannel thread) {
            addId(thread.getOwnerIdLong());
            add(thread.getOwner());
        } else if (channel instanceof PrivateChannel direct) {
            add(direct.getUser());
        }
    }

    /** People other than its author that a message leads to: mentioned, answered, or the user of the command that it answers. */
    static List<User> peopleBehind(Message message) {
        List<User> people = new ArrayList<>(message.getMentions().getUsers());
        Message answered = message.getReferencedMessage();
        if (answered != null) {
            people.add(answered.getAuthor());
        }
        Message.InteractionMetadata command = message.getInteractionMetadata();
        if (command != null) {
            people.add(command.getUser());
        }
        return people;
    }
}
