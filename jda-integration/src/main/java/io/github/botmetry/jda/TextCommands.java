package io.github.botmetry.jda;

import java.util.Collection;
import java.util.Set;
import net.dv8tion.jda.api.entities.Message;
import org.jspecify.annotations.Nullable;

/**
 * Say which messages are commands, where a bot reads them itself.
 *
 * <pre>{@code
 * JdaIntegration.builder(botmetry).textCommands(TextCommands.prefix("!", List.of("rank", "help"))).build()
 * }</pre>
 *
 * <p>Asked about every message on the bot's threads; what it throws is no command. Reading messages takes the intent
 * {@code MESSAGE_CONTENT}.
 */
@FunctionalInterface
public interface TextCommands {

    /** The command's name, of few values and never what a user made up; null if the message is none. */
    @Nullable
    String command(Message message);

    /** The name of a command that nobody has named: what somebody wrote is no name. */
    String UNKNOWN = "_unknown";

    /**
     * Messages of people that begin with the prefix and a word. All of them are counted as one command, {@value #UNKNOWN},
     * since the word may be anything, such as a password; name your commands, or let a framework's hook do so.
     */
    static TextCommands prefix(String prefix) {
        return new PrefixCommands(prefix, Set.of());
    }

    /** Messages of people that begin with the prefix and one of these names, in any case. */
    static TextCommands prefix(String prefix, Collection<String> names) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("names must not be empty");
        }
        return new PrefixCommands(prefix, names);
    }
}
