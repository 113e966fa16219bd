package io.github.botmetry.jda.event;

import io.github.botmetry.Privacy;
import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.Descriptions;
import io.github.botmetry.event.EventDetails;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Message;
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
 * A command, a component, a modal or an autocompletion. Asks JDA's objects for ids and the user's name only, and says nothing
 * of users and guilds that want nothing kept about them.
 */
public final class InteractionEvent implements BotEvent {

    private final GenericInteractionCreateEvent event;
    private final long receivedNanos;
    private final Kind kind;
    private final String name;
    private final Privacy privacy;
    private final Descriptions parts;
    private final boolean showsUser;
    private final boolean showsGuild;

    /**
     * @param customIds makes templates of components' and modals' ids
     * @param parts reads the event: of one that cannot be described there is still its kind
     */
    public InteractionEvent(
            GenericInteractionCreateEvent event,
            long receivedNanos,
            Function<? super String, String> customIds,
            Privacy privacy,
            Descriptions parts) {
        this.event = event;
        this.receivedNanos = receivedNanos;
        this.kind = kindOf(event);
        this.privacy = privacy;
        this.parts = parts;
        String known = parts.read(event, () -> nameOf(event, customIds));
        this.name = known == null ? ClassNames.simple(event.getClass()) : known;
        this.showsUser = Boolean.TRUE.equals(
                parts.read(event, () -> privacy.allowsUser(event.getUser().getIdLong())));
        this.showsGuild = Boolean.TRUE.equals(parts.read(event, () -> allowsGuild(event.getGuild(), privacy)));
    }

    private static boolean allowsGuild(@Nullable Guild guild, Privacy privacy) {
        return guild == null || privacy.allowsGuild(guild.getIdLong());
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

    public GenericInteractionCreateEvent event() {
        return event;
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
        return event.getJDA().getShardInfo().getShardId();
    }

    @Override
    public long guildId() {
        Guild guild = event.getGuild();
        if (guild == null) {
            return 0;
        }
        return showsGuild ? guild.getIdLong() : WITHHELD;
    }

    @Override
    public long channelId() {
        return showsPlace() ? event.getChannelIdLong() : WITHHELD;
    }

    /** A direct channel is its user's. */
    private boolean showsPlace() {
        return showsGuild && (showsUser || event.getGuild() != null) && Shown.channel(event.getChannel(), privacy);
    }

    /** The message that a component or modal belongs to, or that a message command was used on. */
    @Override
    public long messageId() {
        Message message = message();
        if (message == null) {
            return 0;
        }
        return showsAll() && Shown.message(message, privacy) ? message.getIdLong() : WITHHELD;
    }

    private @Nullable Message message() {
        if (event instanceof GenericComponentInteractionCreateEvent component) {
            return component.getMessage();
        }
        if (event instanceof MessageContextInteractionEvent command) {
            return command.getTarget();
        }
        return event instanceof ModalInteractionEvent modal ? modal.getMessage() : null;
    }

    @Override
    public long interactionId() {
        return showsAll() ? event.getIdLong() : WITHHELD;
    }

    private boolean showsAll() {
        return showsUser && showsGuild;
    }

    @Override
    public long userId() {
        return showsUser ? event.getUser().getIdLong() : WITHHELD;
    }

    @Override
    public @Nullable String userName() {
        return showsUser ? event.getUser().getName() : null;
    }

    /** The message where there is one that others can open, else the channel. */
    @Override
    public @Nullable String jumpUrl() {
        if (!showsPlace()) {
            return null;
        }
        Message message = message();
        long opened = message == null || message.isEphemeral() || messageId() == WITHHELD ? 0 : message.getIdLong();
        return JumpUrl.of(guildId(), channelId(), opened);
    }

    /** The command as it was typed, options included. */
    @Override
    public @Nullable String content() {
        return details().content();
    }

    @Override
    public EventDetails details() {
        boolean showsText = showsAll() && withheld().isEmpty(); // the text names those who were chosen
        return new InteractionDetails(event, new InteractionDetails.Shows(showsUser, showsGuild, showsText), parts);
    }

    @Override
    public List<String> withheld() {
        List<String> people = People.withheld(event, privacy);
        if (showsAll()) {
            return people;
        }
        List<String> all = new ArrayList<>(people);
        all.add(event.getId());
        return all;
    }
}
