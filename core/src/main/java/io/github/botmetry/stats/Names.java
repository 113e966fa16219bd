package io.github.botmetry.stats;

/**
 * Converts any text of a caller to a name that every server accepts.
 *
 * <p>As in python-discord's bot, {@code _} replaces all but {@code [A-Za-z0-9_]}. If a replaced character is no dash, blank or
 * dot, a short hash of the original keeps two names apart.
 */
final class Names {

    /** Longest name or label value; the end of a longer one is replaced by a hash, so that no series is large. */
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
        return text.substring(0, isHalf ? end - 1 : end) + '_' + OriginalHash.of(text);
    }

    /** True for names of numbers about Botmetry itself: sinks omit them, so a bot cannot use them undeclared. */
    static boolean isOwn(String name) {
        return name.startsWith(OWN_PREFIX);
    }

    /** Message for a bot's name that begins with Botmetry's prefix. */
    static String ownRule(String name) {
        return "name must not begin with " + OWN_PREFIX + ", was \"" + name + "\"";
    }

    static void requireOther(String name) {
        if (isOwn(name)) {
            throw new IllegalArgumentException(ownRule(name));
        }
    }

    static boolean isShort(String text) {
        return text.length() <= MAX_LENGTH;
    }

    /** One segment of a dotted name: a label's value. */
    static String segment(String value) {
        return clean(value, "_", "-. ");
    }

    /** A whole dotted name of a caller: keeps dots and dashes, drops empty segments. */
    static String literal(String name) {
        String trimmed = name.replaceAll("\\.{2,}", ".").replaceAll("^\\.|\\.$", "");
        String clean = clean(trimmed, "_.-", " ");
        return trimmed.equals(name) ? clean : clean + '_' + OriginalHash.of(name);
    }

    /** The name in Prometheus' spelling. */
    static String prometheus(String name) {
        String clean = clean(name, "_:", "-. ");
        return Character.isDigit(clean.charAt(0)) ? "_" + clean : clean;
    }

    /** @param separators characters that are replaced without adding a hash */
    private static String clean(String raw, String alsoKept, String separators) {
        StringBuilder clean = new StringBuilder(raw.length());
        boolean isOther = raw.isEmpty();
        for (int i = 0; i < raw.length(); i += Character.charCount(raw.codePointAt(i))) {
            int c = raw.codePointAt(i);
            boolean isKept = (c < 128 && Character.isLetterOrDigit(c)) || alsoKept.indexOf(c) >= 0;
            clean.append(isKept ? (char) c : '_');
            isOther |= !isKept && separators.indexOf(c) < 0;
        }
        if (clean.length() > MAX_LENGTH) {
            clean.setLength(MAX_LENGTH);
            isOther = true;
        }
        return isOther ? clean.append('_').append(OriginalHash.of(raw)).toString() : clean.toString();
    }
}
