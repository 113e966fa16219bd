package io.github.botmetry.guard;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes a text of others fit for one line of the log: without Discord's tokens, on one line, and short.
 *
 * <p>A line feed would forge a line, a change of the writing direction would hide one, and a megabyte would fill the log.
 */
final class Printable {

    /** Characters of a text that are kept unless more are asked for. */
    static final int LIMIT = 250;

    private static final Scrubber SCRUBBER = new Scrubber(List.of());
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

    /** More than any token has. */
    private static final int LONGEST_TOKEN = 500;

    private Printable() {}

    static String of(String text) {
        return of(text, LIMIT);
    }

    static String of(String text, int limit) {
        boolean isHuge = text.length() > 4 * limit + LONGEST_TOKEN;
        String whole = isHuge ? withoutHalfToken(text.substring(0, 4 * limit + LONGEST_TOKEN)) : text;
        String scrubbed = SCRUBBER.scrub(whole);
        boolean isCut = isHuge || scrubbed.length() > limit;
        String cut = scrubbed.substring(0, Math.min(limit, scrubbed.length()));
        return UNPRINTABLE.matcher(cut).replaceAll("?") + (isCut ? "..." : "");
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
