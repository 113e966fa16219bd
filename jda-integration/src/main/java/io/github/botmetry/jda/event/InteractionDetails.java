package io.github.botmetry.jda.event;

import io.github.botmetry.event.EventDetails;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.interactions.DiscordLocale;
import net.dv8tion.jda.api.interactions.commands.CommandInteractionPayload;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;
import org.jspecify.annotations.Nullable;

/** Surroundings of an interaction for reports: the languages, and the options of a command. */
final class InteractionDetails implements EventDetails {

    private final @Nullable JdaDetails common;
    private final @Nullable DiscordLocale userLocale;
    private final @Nullable DiscordLocale guildLocale;
    private final boolean isDetached;
    private final List<GivenOption> options;
    private final @Nullable String command;

    /** @param showsText whether the words of the user may be shown; what may not be is not read */
    InteractionDetails(InteractionParts parts, boolean showsText) {
        this.common = parts.read(InteractionDetails::common);
        this.userLocale = parts.showsUser() ? parts.read(InteractionDetails::userLocale) : null;
        this.guildLocale = parts.shownGuild() == null ? null : parts.read(InteractionDetails::guildLocale);
        this.isDetached = parts.shownGuild() != null && parts.readOr(InteractionDetails::isDetached, false);
        this.options = parts.showsUser() && parts.showsGuild() && parts.event() instanceof CommandInteractionPayload
                ? parts.readOr(InteractionDetails::options, List.of())
                : List.of();
        this.command = showsText && parts.event() instanceof SlashCommandInteractionEvent
                ? parts.read(InteractionDetails::command)
                : null;
    }

    private static JdaDetails common(InteractionParts parts) {
        return new JdaDetails(parts.event(), parts.event().getChannelType());
    }

    private static DiscordLocale userLocale(InteractionParts parts) {
        return parts.event().getUserLocale();
    }

    private static @Nullable DiscordLocale guildLocale(InteractionParts parts) {
        Guild guild = parts.shownGuild();
        return guild == null ? null : guild.getLocale();
    }

    private static boolean isDetached(InteractionParts parts) {
        Guild guild = parts.shownGuild();
        return guild != null && guild.isDetached();
    }

    private static String command(InteractionParts parts) {
        return ((SlashCommandInteractionEvent) parts.event()).getFullCommandName();
    }

    private static List<GivenOption> options(InteractionParts parts) {
        List<OptionMapping> given = ((CommandInteractionPayload) parts.event()).getOptions();
        if (given.isEmpty()) {
            return List.of();
        }
        List<GivenOption> options = new ArrayList<>(given.size());
        for (OptionMapping option : given) {
            GivenOption read = parts.read(all -> GivenOption.of(option));
            if (read != null) {
                options.add(read);
            }
        }
        return options;
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
