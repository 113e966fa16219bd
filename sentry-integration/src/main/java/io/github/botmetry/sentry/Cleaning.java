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
 * Removes tokens, ids of users and guilds that opted out, and in one report the names of its event, from a text. Immutable.
 *
 * @param names null if no name is withheld
 */
record Cleaning(
        Scrubber scrubber, Privacy privacy, @Nullable Pattern names) {

    static final String WITHHELD = "[Withheld]";

    /** The shortest name that is removed; a shorter one would be found in any sentence. */
    static final int MIN_NAME = 3;

    /** Matches snowflakes: none has fewer than 15 digits, and 64 bits have at most 20. */
    static final Pattern ID = Pattern.compile("(?<!\\d)\\d{15,20}(?!\\d)");

    static Cleaning of(Scrubber scrubber, Privacy privacy) {
        return new Cleaning(scrubber, privacy, null);
    }

    /** Returns a copy for one report, which also removes these names. */
    Cleaning without(Collection<String> withheld) {
        List<String> names =
                withheld.stream().filter(name -> name.length() >= MIN_NAME).toList();
        return names.isEmpty() ? this : new Cleaning(scrubber, privacy, words(names));
    }

    /** Returns a copy for texts without names. */
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

    /** Cleans a text and keeps its length, for payloads whose length is already written. */
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

    /** Returns true unless the number is an id of a user or guild that opted out. */
    boolean allowsId(String digits) {
        try {
            long id = Long.parseUnsignedLong(digits);
            return privacy.allowsUser(id) && privacy.allowsGuild(id);
        } catch (NumberFormatException moreThan64Bits) {
            return true;
        }
    }
}
