package io.github.botmetry.jda.event;

import io.github.botmetry.Privacy;
import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.Descriptions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.events.interaction.GenericInteractionCreateEvent;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.MessageContextInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.GenericComponentInteractionCreateEvent;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parts of an interaction once, when it is received. One that throws keeps no other from being read; what users and
 * guilds want nobody to keep is not read at all.
 */
final class InteractionParts {

    private final GenericInteractionCreateEvent event;
    private final Privacy privacy;
    private final Descriptions descriptions;
    private final @Nullable Guild guild;
    private final boolean showsUser;
    private final boolean showsGuild;

    InteractionParts(GenericInteractionCreateEvent event, Privacy privacy, Descriptions descriptions) {
        this.event = event;
        this.privacy = privacy;
        this.descriptions = descriptions;
        this.showsUser = readOr(InteractionParts::allowsUser, false);
        boolean allowed = false;
        Guild read = null;
        try {
            read = event.getGuild();
            allowed = read == null || privacy.allowsGuild(read.getIdLong());
        } catch (Throwable thrown) {
            descriptions.missing(event, thrown);
        }
        this.guild = read;
        this.showsGuild = allowed;
    }

    private boolean allowsUser() {
        return privacy.allowsUser(event.getUser().getIdLong());
    }

    GenericInteractionCreateEvent event() {
        return event;
    }

    Descriptions descriptions() {
        return descriptions;
    }

    /** The part, null if reading it threw; takes a constant function, since a lambda for each part would cost more than it. */
    <T> @Nullable T read(Function<InteractionParts, ? extends @Nullable T> part) {
        try {
            return part.apply(this);
        } catch (Throwable thrown) {
            descriptions.missing(event, thrown);
            return null;
        }
    }

    <T> T readOr(Function<InteractionParts, T> part, T unknown) {
        T value = read(part);
        return value == null ? unknown : value;
    }

    /** The number, {@code unknown} if reading it threw. */
    long number(ToLongFunction<InteractionParts> part, long unknown) {
        try {
            return part.applyAsLong(this);
        } catch (Throwable thrown) {
            descriptions.missing(event, thrown);
            return unknown;
        }
    }

    boolean showsUser() {
        return showsUser;
    }

    boolean showsGuild() {
        return showsGuild;
    }

    private boolean showsAll() {
        return showsUser && showsGuild;
    }

    /** The guild, if something may be said of it; null in a direct message. */
    @Nullable
    Guild shownGuild() {
        return showsGuild ? guild : null;
    }

    long shard() {
        return event.getJDA().getShardInfo().getShardId();
    }

    long guildId() {
        if (!showsGuild) {
            return BotEvent.WITHHELD;
        }
        return guild == null ? 0 : guild.getIdLong();
    }

    /** A direct channel is its user's. */
    long channelId() {
        boolean shown = showsGuild && (showsUser || guild != null) && Shown.channel(event.getChannel(), privacy);
        return shown ? event.getChannelIdLong() : BotEvent.WITHHELD;
    }

    /** The message that a component or modal belongs to, or that a message command was used on. */
    private @Nullable Message message() {
        if (event instanceof GenericComponentInteractionCreateEvent component) {
            return component.getMessage();
        }
        if (event instanceof MessageContextInteractionEvent command) {
            return command.getTarget();
        }
        return event instanceof ModalInteractionEvent modal ? modal.getMessage() : null;
    }

    long messageId() {
        Message message = message();
        if (message == null) {
            return 0;
        }
        return showsAll() && Shown.message(message, privacy) ? message.getIdLong() : BotEvent.WITHHELD;
    }

    /** True if others can open its message. */
    boolean opensMessage() {
        Message message = message();
        return message != null && !message.isEphemeral();
    }

    long interactionId() {
        return showsAll() ? event.getIdLong() : BotEvent.WITHHELD;
    }

    long userId() {
        return showsUser ? event.getUser().getIdLong() : BotEvent.WITHHELD;
    }

    @Nullable
    String userName() {
        return showsUser ? event.getUser().getName() : null;
    }

    /** Ids and names that may not be sent. */
    List<String> withheld() {
        List<String> people = People.withheld(event, privacy);
        if (showsAll()) {
            return people;
        }
        List<String> all = new ArrayList<>(people);
        all.add(event.getId());
        return List.copyOf(all);
    }
}
