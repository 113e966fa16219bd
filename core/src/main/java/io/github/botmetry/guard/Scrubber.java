package io.github.botmetry.guard;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Remove Discord's tokens from a text, in any spelling. Thread-safe.
 *
 * <p>A bot's token is three runs of base64url between dots, of which the first is the bot's id, whose digits make it begin
 * with M, N or O. The token of a webhook or an interaction follows its id in a URL; the interaction's is also the base64 of
 * a text that begins with {@code interaction:}. The password in a URL is removed too. A learned secret may have any form.
 *
 * <p>Found also where the text is a part of a URL, of JSON or of HTML, up to four levels of each in another. Not found: secrets
 * of other services that were not learned, parts of a token, and texts in other encodings, such as base64.
 *
 * @see <a href="https://discord.com/developers/docs/reference#authentication">Discord: authentication</a>
 */
public final class Scrubber {

    /** Replacement for a token, the same as Sentry's own. */
    public static final String FILTERED = "[Filtered]";

    /** Least length of a learned secret: shorter ones would match harmless text. */
    public static final int MIN_SECRET = 8;

    /** Group 1 stays. No repetition gives characters back, so a long text costs no more than its length. */
    private static final List<Pattern> TOKENS = List.of(
            Pattern.compile("()[MNO][A-Za-z0-9_-]{22,29}\\.[A-Za-z0-9_-]{5,8}\\.[A-Za-z0-9_-]{25,}+"),
            Pattern.compile("()mfa\\.[A-Za-z0-9_-]{20,}+"),
            Pattern.compile("((?i:webhooks|interactions)/{1,3}\\d{5,20}/{1,3})[A-Za-z0-9_.~=+-]{16,}+"),
            Pattern.compile("()aW50ZXJhY3Rpb246[A-Za-z0-9_=+-]{20,}+"),
            Pattern.compile("(\\b(?:Bot|Bearer)[\\s+]{1,4})[A-Za-z0-9._-]{20,}+"),
            Pattern.compile("((?i:token)\\\\{0,4}\"?\\s{0,4}[=:]\\s{0,4}\\\\{0,4}[\"']?)[A-Za-z0-9_.~+/=-]{20,}+"),
            Pattern.compile("(://[^\\s/:@\"']{0,100}+:)[^\\s/@\"']{3,200}+(?=@)"));

    private final Set<String> secrets = new CopyOnWriteArraySet<>();
    private final @Nullable Scrubber also;

    /** @param secrets texts to remove everywhere, such as the bot's token */
    public Scrubber(List<String> secrets) {
        this(secrets, null);
    }

    private Scrubber(List<String> secrets, @Nullable Scrubber also) {
        this.secrets.addAll(secrets);
        this.also = also;
    }

    /** Makes a scrubber that removes more secrets, and all that this one learns. */
    public Scrubber with(List<String> more) {
        return new Scrubber(more, this);
    }

    /** Removes this text too from now on, unless it is too short. It cannot be read back. */
    public void learn(String secret) {
        if (secret.length() >= MIN_SECRET) {
            secrets.add(secret);
        }
    }

    /** Forgets all learned secrets. */
    public void forget() {
        secrets.clear();
    }

    /** The text with {@value #FILTERED} in the place of each token. */
    public String scrub(String text) {
        return scrub(text, false);
    }

    /** The text with each token replaced by as many characters, for formats that have already stated a length. */
    public String mask(String text) {
        return scrub(text, true);
    }

    private String scrub(String text, boolean keepLength) {
        BitSet found = new BitSet();
        find(text, found, null);
        PlainSpelling plain = PlainSpelling.of(text);
        if (plain != null) {
            find(plain.text(), found, plain);
        }
        return found.isEmpty() ? text : without(found, text, keepLength);
    }

    private void find(String text, BitSet found, @Nullable PlainSpelling spelling) {
        for (Scrubber next = this; next != null; next = next.also) {
            for (String secret : next.secrets) {
                for (int at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + secret.length())) {
                    mark(at, at + secret.length(), found, spelling);
                }
            }
        }
        for (Pattern token : TOKENS) {
            Matcher matcher = token.matcher(text);
            while (matcher.find()) {
                mark(matcher.end(1), matcher.end(), found, spelling);
            }
        }
    }

    private static void mark(int start, int end, BitSet found, @Nullable PlainSpelling spelling) {
        if (spelling == null) {
            found.set(start, end);
        } else {
            found.set(spelling.originalStart(start), spelling.originalStart(end));
        }
    }

    private static String without(BitSet found, String text, boolean keepLength) {
        StringBuilder scrubbed = new StringBuilder(text.length());
        int at = 0;
        for (int start = found.nextSetBit(0); start >= 0; start = found.nextSetBit(at)) {
            int end = found.nextClearBit(start);
            scrubbed.append(text, at, start).append(keepLength ? "*".repeat(end - start) : FILTERED);
            at = end;
        }
        return scrubbed.append(text, at, text.length()).toString();
    }
}
