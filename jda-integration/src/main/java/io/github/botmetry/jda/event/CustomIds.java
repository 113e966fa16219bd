package io.github.botmetry.jda.event;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes few templates of many custom ids: {@code vote:123456} is {@code vote:*}.
 *
 * <p>Of a custom id only the first part is the bot's for sure; behind it may stand an id or what a person typed, and nobody
 * can tell a word from a name. Bots that put fixed parts there declare them, see {@link CustomIdTemplates}.
 */
public final class CustomIds {

    static final String VARIABLE = "*";

    /** Whatever is neither letter nor digit ends a part: {@code : _ - . / |} and all others. */
    private static final Pattern SEPARATOR = Pattern.compile("[^\\p{L}\\p{M}\\p{Nd}]+");

    /** A word, or a word with one digit: {@code page2}. Longer ones are tokens. */
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]{1,32}\\p{Nd}?");

    /** A UUID or a hash, whose first group could be read as a word. */
    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-fA-F_-]{16,}");

    private CustomIds() {}

    public static String template(String customId) {
        Matcher separator = SEPARATOR.matcher(customId);
        boolean isParted = separator.find();
        String first = isParted ? customId.substring(0, separator.start()) : customId;
        if (!WORD.matcher(first).matches() || HEXADECIMAL.matcher(customId).matches()) {
            return VARIABLE;
        }
        if (!isParted) {
            return first;
        }
        char sign = separator.group().charAt(0);
        return first + (sign > ' ' && sign < 127 ? sign : ':') + VARIABLE;
    }
}
