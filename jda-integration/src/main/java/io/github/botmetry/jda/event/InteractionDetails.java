package io.github.botmetry.jda.event;

import io.github.botmetry.event.Descriptions;
import io.github.botmetry.event.EventDetails;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.events.interaction.GenericInteractionCreateEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.interactions.DiscordLocale;
import net.dv8tion.jda.api.interactions.commands.CommandInteractionPayload;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;
import org.jspecify.annotations.Nullable;

/** What is known round an interaction besides: languages, and the options of a command. */
final class InteractionDetails implements EventDetails {

    /** Of whom and of what something may be said; what may not be said is not read. */
    record Shows(boolean user, boolean guild, boolean text) {}

    private final @Nullable JdaDetails common;
    private final @Nullable DiscordLocale userLocale;
    private final @Nullable DiscordLocale guildLocale;
    private final boolean isDetached;
    private final List<GivenOption> options;
    private final @Nullable String command;

    InteractionDetails(GenericInteractionCreateEvent event, Shows shows, Descriptions parts) {
        Guild guild = shows.guild ? parts.read(event, event::getGuild) : null;
        this.common = parts.read(event, () -> new JdaDetails(event, event.getChannelType()));
        this.userLocale = shows.user ? parts.read(event, event::getUserLocale) : null;
        this.guildLocale = guild == null ? null : parts.read(event, guild::getLocale);
        this.isDetached = guild != null && Boolean.TRUE.equals(parts.read(event, guild::isDetached));
        this.options = shows.user && shows.guild && event instanceof CommandInteractionPayload given
                ? options(given, parts)
                : List.of();
        this.command = shows.text && event instanceof SlashCommandInteractionEvent slash
                ? parts.read(event, slash::getFullCommandName)
                : null;
    }

    private static List<GivenOption> options(CommandInteractionPayload command, Descriptions parts) {
        List<OptionMapping> given = parts.read(command, command::getOptions);
        return given == null
                ? List.of()
                : given.stream()
                        .map(option -> parts.read(command, () -> GivenOption.of(option)))
                        .filter(Objects::nonNull)
                        .toList();
    }

    @Override
    public Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>(common == null ? Map.of() : common.facts());
        if (guildLocale != null) {
            facts.put("guild_type", isDetached ? "detached" : "attached");
            facts.put("guild_locale", guildLocale.getLocale());
        }
        if (userLocale != null) {
            facts.put("user_locale", userLocale.getLocale());
        }
        return facts;
    }

    @Override
    public boolean worksOutContent() {
        return true;
    }

    /** The command as its user typed it; null if it is no slash command. */
    @Override
    public @Nullable String content() {
        if (command == null) {
            return null;
        }
        StringBuilder typed = new StringBuilder("/").append(command);
        for (GivenOption option : options) {
            typed.append(' ').append(option.name()).append(": ").append(option.shown());
        }
        return typed.toString();
    }

    @Override
    public List<Option> options() {
        return options.stream().map(GivenOption::option).toList();
    }
}
