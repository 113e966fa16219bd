package io.github.botmetry.sentry;

import io.github.botmetry.Privacy;
import io.github.botmetry.guard.Scrubber;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of a text what may not leave: tokens, ids of users and guilds that opted out, and in one report the names of those
 * in its event. Immutable.
 *
 * @param names null where nobody is to be left unnamed
 */
record Cleaning(
        Scrubber scrubber, Privacy privacy, @Nullable Pattern names) {

    static final String WITHHELD = "[Withheld]";

    /** A shorter name would be found in any sentence. */
    static final int MIN_NAME = 3;

    /** No snowflake has fewer digits, and 64 bits have no more. */
    static final Pattern ID = Pattern.compile("(?<!\\d)\\d{15,20}(?!\\d)");

    static Cleaning of(Scrubber scrubber, Privacy privacy) {
        return new Cleaning(scrubber, privacy, null);
    }

    /** The same for one report. */
    Cleaning without(Collection<String> withheld) {
        List<String> names =
                withheld.stream().filter(name -> name.length() >= MIN_NAME).toList();
        return names.isEmpty() ? this : new Cleaning(scrubber, privacy, words(names));
    }

    /** The same for a text that names nobody. */
    Cleaning withoutNames() {
        return names == null ? this : of(scrubber, privacy);
    }

    private static Pattern words(List<String> names) {
        String any = names.stream().distinct().map(Pattern::quote).collect(Collectors.joining("|"));
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}])(?:" + any + ")(?![\\p{L}\\p{N}])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    String clean(String text) {
        return withhold(scrubber.scrub(text), found -> WITHHELD);
    }

    /** The same, but as long as it was, for where a length is already told. */
    String mask(String text) {
        return withhold(scrubber.mask(text), found -> "*".repeat(found.length()));
    }

    private String withhold(String text, UnaryOperator<String> instead) {
        String cleaned = text;
        if (privacy.hasOptOuts()) {
            cleaned = replace(ID, cleaned, found -> allowsId(found) ? found : instead.apply(found));
        }
        return names == null ? cleaned : replace(names, cleaned, instead);
    }

    private static String replace(Pattern pattern, String text, UnaryOperator<String> instead) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find()
                ? matcher.replaceAll((MatchResult found) -> Matcher.quoteReplacement(instead.apply(found.group())))
                : text;
    }

    /** Whether a number may leave: whatever it counts, it is none of the ids that may not. */
    boolean allowsId(String digits) {
        try {
            long id = Long.parseUnsignedLong(digits);
            return privacy.allowsUser(id) && privacy.allowsGuild(id);
        } catch (NumberFormatException moreThan64Bits) {
            return true;
        }
    }
}
