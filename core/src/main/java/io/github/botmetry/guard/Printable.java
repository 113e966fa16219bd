package io.github.botmetry.guard;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Make a foreign text fit for the log: without Discord's tokens, on one line, and short.
 *
 * <p>A line feed would forge a line, a change of the writing direction would hide one, and a megabyte would fill the log.
 */
public final class Printable {

    /** Characters of a text that are kept unless more are asked for. */
    static final int LIMIT = 250;

    private static final Scrubber SCRUBBER = new Scrubber(List.of());
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

    /** Also the blanks that look like a space and are none. */
    private static final Pattern UNSEEN = Pattern.compile(UNPRINTABLE.pattern() + "|[\\p{Zs}&&[^ ]]");

    /** More than any token has. */
    private static final int LONGEST_TOKEN = 500;

    private Printable() {}

    static String of(String text) {
        return of(text, LIMIT);
    }

    static String of(String text, int limit) {
        return UNPRINTABLE.matcher(shortened(text, limit)).replaceAll("?");
    }

    /**
     * Quotes a value that is refused, for the message of an error: characters that cannot be seen stand as escapes, such as
     * {@code "localhost\r"}.
     */
    public static String quoted(String value) {
        String seen = UNSEEN.matcher(shortened(value, LIMIT))
                .replaceAll(unseen ->
                        Matcher.quoteReplacement(escaped(unseen.group().codePointAt(0))));
        return '"' + seen + '"';
    }

    private static String escaped(int character) {
        return switch (character) {
            case '\r' -> "\\r";
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            default -> String.format(Locale.ROOT, "\\u%04x", character);
        };
    }

    private static String shortened(String text, int limit) {
        boolean isHuge = text.length() > 4 * limit + LONGEST_TOKEN;
        String whole = isHuge ? withoutHalfToken(text.substring(0, 4 * limit + LONGEST_TOKEN)) : text;
        String scrubbed = SCRUBBER.scrub(whole);
        boolean isCut = isHuge || scrubbed.length() > limit;
        return scrubbed.substring(0, Math.min(limit, scrubbed.length())) + (isCut ? "..." : "");
    }

    /** Half a token has not the form by which tokens are found. */
    private static String withoutHalfToken(String cut) {
        int end = cut.length();
        while (end > cut.length() - LONGEST_TOKEN && !Character.isWhitespace(cut.charAt(end - 1))) {
            end--;
        }
        return cut.substring(0, end);
    }

    static boolean hasToken(String text) {
        return !SCRUBBER.scrub(text).equals(text);
    }
}
