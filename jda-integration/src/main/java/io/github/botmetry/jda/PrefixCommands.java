package io.github.botmetry.jda;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import net.dv8tion.jda.api.entities.Message;
import org.jspecify.annotations.Nullable;

/** See {@link TextCommands#prefix}. */
final class PrefixCommands implements TextCommands {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{Nd}_-]{1,32}");

    private static final Pattern SINGLE = Pattern.compile("\\S+");

    private final String prefix;
    private final Set<String> names = new HashSet<>();

    PrefixCommands(String prefix, Collection<String> names) {
        if (Objects.requireNonNull(prefix, "prefix").isBlank()) {
            throw new IllegalArgumentException("prefix must not be blank, was \"" + prefix + "\"");
        }
        this.prefix = prefix;
        for (String name : names) {
            if (!SINGLE.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "names must be without spaces, at which a command's name ends, was \"" + name + '"');
            }
            this.names.add(name.toLowerCase(Locale.ROOT));
        }
    }

    @Override
    public @Nullable String command(Message message) {
        if (message.getAuthor().isBot() || message.getType().isSystem()) {
            return null;
        }
        String content = message.getContentRaw();
        if (!content.startsWith(prefix)) {
            return null;
        }
        String word =
                content.substring(prefix.length()).strip().split("\\s", 2)[0].toLowerCase(Locale.ROOT);
        if (names.isEmpty()) {
            return WORD.matcher(word).matches() ? UNKNOWN : null;
        }
        return names.contains(word) ? word : null;
    }
}
