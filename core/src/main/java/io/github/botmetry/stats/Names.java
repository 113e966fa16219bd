package io.github.botmetry.stats;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Makes names that any server takes out of whatever a caller passed.
 *
 * <p>The rule is that of python-discord's bot: what is not {@code [A-Za-z0-9_]} becomes {@code _}. Replacing, not
 * deleting, keeps most names apart; where letters of other scripts were replaced, or nothing readable is left, a short
 * hash of the original does.
 */
final class Names {

    /** Longer names and label values are cut to this, their end replaced by a hash, so that no series is large. */
    static final int MAX_LENGTH = 200;

    private static final String OWN_PREFIX = "botmetry.";

    private static final int HASH_LENGTH = 9;

    private Names() {}

    /** The text itself if it is short enough, else its beginning and a hash of the whole. */
    static String bounded(String text) {
        if (text.length() <= MAX_LENGTH) {
            return text;
        }
        int end = MAX_LENGTH - HASH_LENGTH;
        boolean isHalf = Character.isHighSurrogate(text.charAt(end - 1));
        return text.substring(0, isHalf ? end - 1 : end) + '_' + hash(text);
    }

    /** Whether a number of this name is about Botmetry itself: sinks leave those out, so a bot has none undeclared. */
    static boolean isOwn(String name) {
        return name.startsWith(OWN_PREFIX);
    }

    static boolean isShort(String text) {
        return text.length() <= MAX_LENGTH;
    }

    /** One segment of a dotted name: a label's value. Dots are replaced too. */
    static String segment(String value) {
        return clean(value, "_");
    }

    /** A whole dotted name as a caller wrote it: dots and dashes stay, empty segments do not. */
    static String literal(String name) {
        String trimmed = name.replaceAll("\\.{2,}", ".").replaceAll("^\\.|\\.$", "");
        return clean(trimmed, "_.-");
    }

    /** The same name as Prometheus spells it. */
    static String prometheus(String name) {
        String clean = clean(name, "_:");
        return Character.isDigit(clean.charAt(0)) ? "_" + clean : clean;
    }

    private static String clean(String raw, String alsoKept) {
        StringBuilder clean = new StringBuilder(raw.length());
        boolean lostLetter = false;
        boolean readable = false;
        for (int i = 0; i < raw.length(); i += Character.charCount(raw.codePointAt(i))) {
            int c = raw.codePointAt(i);
            boolean alphanumeric = c < 128 && Character.isLetterOrDigit(c);
            boolean kept = alphanumeric || alsoKept.indexOf(c) >= 0;
            clean.append(kept ? (char) c : '_');
            readable |= alphanumeric;
            lostLetter |= !kept && Character.isLetterOrDigit(c);
        }
        boolean tooLong = clean.length() > MAX_LENGTH;
        if (tooLong) {
            clean.setLength(MAX_LENGTH);
        }
        if (lostLetter || !readable || tooLong) {
            clean.append('_').append(hash(raw));
        }
        return clean.toString();
    }

    private static String hash(String raw) {
        CRC32 crc = new CRC32();
        crc.update(raw.getBytes(StandardCharsets.UTF_16BE));
        return String.format("%08x", crc.getValue());
    }
}
