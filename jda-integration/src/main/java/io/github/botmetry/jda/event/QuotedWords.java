package io.github.botmetry.jda.event;

import io.github.botmetry.guard.Causes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Cuts out of JDA's own messages what they quote: {@code Content may not be longer than 2000 characters! Provided: "…"}.
 *
 * <p>JDA checks what a bot hands to it, and that is often what a user wrote. All that it quotes stands behind
 * {@code Provided:} or in quotation marks, also where Discord's answer is quoted; parsers name the value behind a colon.
 */
public final class QuotedWords {

    private static final String CUT = "[Filtered]";
    private static final String JDA = "net.dv8tion.jda.";
    private static final String PROVIDED = "Provided: ";

    /** Up to the last mark: the quoted text may have some of its own. */
    private static final Pattern QUOTED = Pattern.compile("\".*\"|(?<=[\\s:(])'.*'(?=[\\s.,;:)!]|$)", Pattern.DOTALL);

    /** DataObject and DataArray, of what Discord sent; and texts that are no ids. */
    private static final Pattern NAMED = Pattern.compile(
            "(Unable to resolve value .{1,300}? to type \\S+: |.{1,100} not a valid snowflake \\().*", Pattern.DOTALL);

    private QuotedWords() {}

    /** The message without what it quotes; null if it quotes nothing, or if the exception is none of JDA's. */
    public static @Nullable String withoutQuotes(Throwable error) {
        String message = Causes.message(error);
        if (message == null || !isOfJda(error)) {
            return null;
        }
        String cut = cut(message);
        return cut.equals(message) ? null : cut;
    }

    static String cut(String message) {
        int provided = message.indexOf(PROVIDED);
        if (provided >= 0) {
            int quoted = provided + PROVIDED.length();
            return withoutSame(message.substring(quoted), message.substring(0, quoted)) + CUT;
        }
        Matcher named = NAMED.matcher(message);
        return named.matches()
                ? named.group(1) + CUT
                : QUOTED.matcher(message).replaceAll(Matcher.quoteReplacement(CUT));
    }

    /** Some rules name the argument by its value: {@code … is not a valid snowflake value! Provided: "…"}. */
    private static String withoutSame(String quoted, String rule) {
        boolean isMarked = quoted.length() > 2 && quoted.startsWith("\"") && quoted.endsWith("\"");
        String words = isMarked ? quoted.substring(1, quoted.length() - 1) : quoted;
        return !words.isBlank() && rule.startsWith(words) ? CUT + rule.substring(words.length()) : rule;
    }

    /** Made by JDA, or by the JDK where JDA called it: {@code For input string: "…"}. */
    private static boolean isOfJda(Throwable error) {
        try {
            for (StackTraceElement frame : error.getStackTrace()) {
                String type = frame.getClassName();
                if (!type.startsWith("java.") && !type.startsWith("jdk.")) {
                    return type.startsWith(JDA);
                }
            }
            return error.getClass().getName().startsWith(JDA);
        } catch (RuntimeException hostile) {
            return false;
        }
    }
}
