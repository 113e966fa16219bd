package io.github.botmetry.jda;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes few templates of many custom ids: {@code vote:123456} is {@code vote:*}.
 *
 * <p>What bots put behind the first separator is mostly an id, and sometimes what a user wrote: it becomes {@code *}. Where
 * an id comes first ({@code 123456:delete}), the word behind it tells what the component is for, so that one is kept.
 */
final class CustomIds {

    private static final Pattern SEPARATOR = Pattern.compile("[^\\p{L}\\p{M}\\p{Nd}_-]+");
    private static final Pattern JOINED = Pattern.compile("[_-]+|[^_-]+");

    /** A word, or a word with one digit: {@code page2}. Longer ones are tokens. */
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]{1,32}\\p{Nd}?");

    private static final String VARIABLE = "*";

    private CustomIds() {}

    static String template(String customId) {
        Matcher separators = SEPARATOR.matcher(customId);
        StringBuilder template = new StringBuilder();
        int start = 0;
        while (separators.find()) {
            String part = part(customId.substring(start, separators.start()));
            char separator = separators.group().charAt(0);
            template.append(part).append(separator < 128 ? separator : ':');
            start = separators.end();
            if (!part.equals(VARIABLE)) {
                return template.append(VARIABLE).toString();
            }
        }
        return template.append(part(customId.substring(start))).toString();
    }

    /** {@code close-ticket-17} is {@code close-ticket-*}; what holds no word at all is one {@code *}. */
    private static String part(String part) {
        Matcher pieces = JOINED.matcher(part);
        StringBuilder template = new StringBuilder();
        boolean hasWord = false;
        while (pieces.find()) {
            String piece = pieces.group();
            boolean word = WORD.matcher(piece).matches();
            boolean joiner = piece.startsWith("_") || piece.startsWith("-");
            hasWord |= word;
            template.append(word || joiner ? piece : VARIABLE);
        }
        return hasWord && !isHexadecimal(part) ? template.toString() : VARIABLE;
    }

    /** A UUID or a hash, some of whose groups could be read as words. */
    private static boolean isHexadecimal(String part) {
        return part.length() >= 16 && part.matches("[0-9a-fA-F_-]+");
    }
}
