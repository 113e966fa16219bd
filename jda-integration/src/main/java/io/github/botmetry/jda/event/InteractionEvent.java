package io.github.botmetry.jda.event;

import io.github.botmetry.Privacy;
import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.Descriptions;
import io.github.botmetry.event.EventDetails;
import java.util.List;
import java.util.function.Function;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.interaction.GenericInteractionCreateEvent;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.GenericCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.MessageContextInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.UserContextInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.GenericComponentInteractionCreateEvent;
import net.dv8tion.jda.api.events.interaction.component.GenericSelectMenuInteractionEvent;
import org.jspecify.annotations.Nullable;

/**
 * A command, a component, a modal or an autocompletion: what was read of it when it was received. Holds no object of JDA, and
 * nothing of users and guilds that want nothing kept about them.
 */
public final class InteractionEvent implements BotEvent {

    /** Instead of an id. */
    public static final long UNKNOWN = 0;

    private final long receivedNanos;
    private final Kind kind;
    private final String name;
    private final int shard;
    private final long guildId;
    private final long channelId;
    private final long messageId;
    private final boolean opensMessage;
    private final long interactionId;
    private final long userId;
    private final @Nullable String userName;
    private final List<String> withheld;
    private final EventDetails details;
    /** Which interaction it is, also where {@link #interactionId} is withheld. */
    private final long id;
    /** The event itself where nothing else says which it is. */
    private final @Nullable GenericInteractionCreateEvent unidentified;

    /**
     * Reads the event, each part by itself.
     *
     * @param customIds makes templates of components' and modals' ids
     * @param descriptions reads the event: of one that cannot be described there is still its kind
     */
    public InteractionEvent(
            GenericInteractionCreateEvent event,
            long receivedNanos,
            Function<? super String, String> customIds,
            Privacy privacy,
            Descriptions descriptions) {
        this.receivedNanos = receivedNanos;
        this.kind = kindOf(event);
        InteractionParts parts = new InteractionParts(event, privacy, descriptions);
        String known = parts.read(read -> nameOf(event, customIds));
        this.name = known == null ? ClassNames.simple(event.getClass()) : known;
        this.id = parts.number(InteractionEvent::id, UNKNOWN);
        this.unidentified = id == UNKNOWN ? event : null;
        this.shard = (int) parts.number(InteractionParts::shard, 0);
        this.guildId = parts.number(InteractionParts::guildId, WITHHELD);
        this.channelId = parts.number(InteractionParts::channelId, 0);
        this.messageId = parts.number(InteractionParts::messageId, 0);
        this.opensMessage = messageId > 0 && parts.readOr(InteractionParts::opensMessage, false);
        this.interactionId = parts.number(InteractionParts::interactionId, 0);
        this.userId = parts.number(InteractionParts::userId, WITHHELD);
        this.userName = parts.read(InteractionParts::userName);
        this.withheld = parts.readOr(InteractionParts::withheld, List.of());
        boolean showsAll = parts.showsUser() && parts.showsGuild();
        this.details =
                new InteractionDetails(parts, showsAll && withheld.isEmpty()); // the text names those who were chosen
    }

    private static long id(InteractionParts parts) {
        return parts.event().getIdLong();
    }

    private static Kind kindOf(GenericInteractionCreateEvent event) {
        if (event instanceof SlashCommandInteractionEvent) {
            return Kind.SLASH;
        }
        if (event instanceof UserContextInteractionEvent) {
            return Kind.USER_COMMAND;
        }
        if (event instanceof MessageContextInteractionEvent) {
            return Kind.MESSAGE_COMMAND;
        }
        if (event instanceof CommandAutoCompleteInteractionEvent) {
            return Kind.AUTOCOMPLETE;
        }
        if (event instanceof ModalInteractionEvent) {
            return Kind.MODAL;
        }
        if (event instanceof GenericSelectMenuInteractionEvent) {
            return Kind.SELECT;
        }
        // Commands that a later JDA adds are typed by nobody's slash, but they are asked for by name.
        return event instanceof GenericCommandInteractionEvent ? Kind.SLASH : Kind.BUTTON;
    }

    private static String nameOf(GenericInteractionCreateEvent event, Function<? super String, String> customIds) {
        if (event instanceof GenericCommandInteractionEvent command) {
            return command.getFullCommandName();
        }
        if (event instanceof CommandAutoCompleteInteractionEvent completion) {
            return completion.getFullCommandName();
        }
        if (event instanceof GenericComponentInteractionCreateEvent component) {
            return customIds.apply(component.getComponentId());
        }
        if (event instanceof ModalInteractionEvent modal) {
            return customIds.apply(modal.getModalId());
        }
        return event.getClass().getSimpleName();
    }

    /** The interaction's id, for who keeps track of it and sends it nowhere; {@link #UNKNOWN} if it cannot be read. */
    public long id() {
        return id;
    }

    /** True if this was read from that event. */
    public boolean isOf(GenericEvent event) {
        if (id == UNKNOWN) {
            return event == unidentified;
        }
        return event instanceof GenericInteractionCreateEvent interaction && interaction.getIdLong() == id;
    }

    /** Nothing keeps an object of JDA alive unless the event hides its own id. */
    @Override
    public boolean isFrozen() {
        return unidentified == null;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long receivedNanos() {
        return receivedNanos;
    }

    @Override
    public int shard() {
        return shard;
    }

    @Override
    public long guildId() {
        return guildId;
    }

    @Override
    public long channelId() {
        return channelId;
    }

    /** The message that a component or modal belongs to, or that a message command was used on. */
    @Override
    public long messageId() {
        return messageId;
    }

    @Override
    public long interactionId() {
        return interactionId;
    }

    @Override
    public long userId() {
        return userId;
    }

    @Override
    public @Nullable String userName() {
        return userName;
    }

    /** The message where there is one that others can open, else the channel. */
    @Override
    public @Nullable String jumpUrl() {
        return JumpUrl.of(guildId, channelId, opensMessage ? messageId : 0);
    }

    /** The command as it was typed, options included. */
    @Override
    public @Nullable String content() {
        return details.content();
    }

    @Override
    public EventDetails details() {
        return details;
    }

    @Override
    public List<String> withheld() {
        return withheld;
    }
}
