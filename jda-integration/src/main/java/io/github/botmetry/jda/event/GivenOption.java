package io.github.botmetry.jda.event;

import io.github.botmetry.event.EventDetails.Option;
import java.util.Locale;
import net.dv8tion.jda.api.entities.Role;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import org.jspecify.annotations.Nullable;

/**
 * An option that a user gave to a command, without the user, role or channel that was chosen: JDA's own hold it.
 *
 * @param entity the name of what was chosen; null if nothing was, or if JDA does not know it, such as a channel in a direct
 *     message or a role that is gone
 */
record GivenOption(
        String name,
        OptionType type,
        String value,
        @Nullable String entity) {

    static GivenOption of(OptionMapping option) {
        return new GivenOption(option.getName(), option.getType(), option.getAsString(), entity(option));
    }

    private static @Nullable String entity(OptionMapping option) {
        try {
            return switch (option.getType()) {
                case CHANNEL -> '#' + option.getAsChannel().getName();
                case USER -> '@' + option.getAsUser().getName();
                case ROLE -> '@' + option.getAsRole().getName();
                case MENTIONABLE -> mentionable(option);
                default -> null;
            };
        } catch (RuntimeException unknown) {
            return null; // JDA throws where Discord sent an id that it cannot resolve
        }
    }

    private static String mentionable(OptionMapping option) {
        boolean isRole = option.getAsMentionable() instanceof Role;
        return '@' + (isRole ? option.getAsRole().getName() : option.getAsUser().getName());
    }

    Option option() {
        return new Option(name, type.name().toLowerCase(Locale.ROOT), value);
    }

    /** As Discord shows it. */
    String shown() {
        return entity == null ? value : entity;
    }
}
