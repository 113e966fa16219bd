package io.github.botmetry.jda;

import io.github.botmetry.event.EventDetails;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.events.interaction.GenericInteractionCreateEvent;
import net.dv8tion.jda.api.interactions.DiscordLocale;
import net.dv8tion.jda.api.interactions.commands.CommandInteractionPayload;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;
import org.jspecify.annotations.Nullable;

/** What is known round an interaction besides: languages, and the options of a command. */
final class InteractionDetails implements EventDetails {

    private final JdaDetails common;
    private final @Nullable DiscordLocale userLocale;
    private final @Nullable DiscordLocale guildLocale;
    private final boolean isDetached;
    private final List<Option> options;

    /** What may not be told is not read. */
    InteractionDetails(GenericInteractionCreateEvent event, boolean showsUser, boolean showsGuild) {
        Guild guild = showsGuild ? event.getGuild() : null;
        this.common = new JdaDetails(event, event.getChannelType());
        this.userLocale = showsUser ? event.getUserLocale() : null;
        this.guildLocale = guild == null ? null : guild.getLocale();
        this.isDetached = guild != null && guild.isDetached();
        this.options = showsUser && showsGuild && event instanceof CommandInteractionPayload command
                ? command.getOptions().stream().map(InteractionDetails::option).toList()
                : List.of();
    }

    /** JDA's own hold the users, roles and channels that were chosen. */
    private static Option option(OptionMapping option) {
        return new Option(option.getName(), option.getType().name().toLowerCase(Locale.ROOT), option.getAsString());
    }

    @Override
    public Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>(common.facts());
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
    public List<Option> options() {
        return options;
    }
}
