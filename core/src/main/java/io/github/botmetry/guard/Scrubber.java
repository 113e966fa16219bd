package io.github.botmetry.guard;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes Discord's tokens out of a text. Immutable.
 *
 * <p>A bot's token is three runs of base64url between dots, of which the first is the bot's id, whose digits make it begin
 * with M, N or O. The token of a webhook or an interaction follows its id in a URL; the interaction's is also the base64 of
 * a text that begins with {@code interaction:}.
 *
 * @see <a href="https://discord.com/developers/docs/reference#authentication">Discord: authentication</a>
 */
public final class Scrubber {

    /** As Sentry writes it itself. */
    public static final String FILTERED = "[Filtered]";

    /** Shorter ones would be found in what is no secret. */
    public static final int MIN_SECRET = 8;

    private static final String SLASH = "(?:/|%2[Ff])";

    /** Group 1, where there is one, stays. */
    private static final List<Pattern> TOKENS = List.of(
            Pattern.compile("()[MNO][A-Za-z0-9_-]{22,29}\\.[A-Za-z0-9_-]{5,8}\\.[A-Za-z0-9_-]{25,}"),
            Pattern.compile("()mfa\\.[A-Za-z0-9_-]{20,}"),
            Pattern.compile("((?:webhooks|interactions)" + SLASH + "\\d{5,20}" + SLASH + ")[A-Za-z0-9_.~-]{16,}"),
            Pattern.compile("()aW50ZXJhY3Rpb246[A-Za-z0-9_=+-]{20,}"),
            Pattern.compile("(\\b(?:Bot|Bearer)\\s{1,4})[A-Za-z0-9._-]{20,}"),
            Pattern.compile("((?i:token)\\\\{0,4}\"?\\s{0,4}[=:]\\s{0,4}\\\\{0,4}[\"']?)[A-Za-z0-9_.~+/=-]{20,}"));

    private final List<String> secrets;

    /** @param secrets what is taken out wherever it stands, such as the bot's own token */
    public Scrubber(List<String> secrets) {
        this.secrets = List.copyOf(secrets);
    }

    /** The literal secrets it was made with. */
    public List<String> secrets() {
        return secrets;
    }

    /** The text with {@value #FILTERED} in the place of each token. */
    public String scrub(String text) {
        return scrub(text, false);
    }

    /** The same, but what is taken out leaves as many characters as it had, for where a length is already told. */
    public String mask(String text) {
        return scrub(text, true);
    }

    private String scrub(String text, boolean keepLength) {
        String scrubbed = text;
        for (String secret : secrets) {
            scrubbed = scrubbed.replace(secret, keepLength ? "*".repeat(secret.length()) : FILTERED);
        }
        for (Pattern token : TOKENS) {
            Matcher found = token.matcher(scrubbed);
            if (found.find()) {
                scrubbed = found.replaceAll(match -> Matcher.quoteReplacement(match.group(1)
                        + (keepLength
                                ? "*"
                                        .repeat(match.end()
                                                - match.start()
                                                - match.group(1).length())
                                : FILTERED)));
            }
        }
        return scrubbed;
    }
}
