package io.github.botmetry.stats;

/**
 * Makes names that any server takes out of whatever a caller passed.
 *
 * <p>The rule is that of python-discord's bot: what is not {@code [A-Za-z0-9_]} becomes {@code _}. Of dashes, blanks and dots
 * that is all; where anything else was replaced, a short hash of the original keeps two names apart.
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
        return text.substring(0, isHalf ? end - 1 : end) + '_' + OriginalHash.of(text);
    }

    /** Whether a number of this name is about Botmetry itself: sinks leave those out, so a bot has none undeclared. */
    static boolean isOwn(String name) {
        return name.startsWith(OWN_PREFIX);
    }

    /** The rule that such a name breaks. */
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

    /** A whole dotted name as a caller wrote it: dots and dashes stay, empty segments do not. */
    static String literal(String name) {
        String trimmed = name.replaceAll("\\.{2,}", ".").replaceAll("^\\.|\\.$", "");
        String clean = clean(trimmed, "_.-", " ");
        return trimmed.equals(name) ? clean : clean + '_' + OriginalHash.of(name);
    }

    /** The same name as Prometheus spells it. */
    static String prometheus(String name) {
        String clean = clean(name, "_:", "-. ");
        return Character.isDigit(clean.charAt(0)) ? "_" + clean : clean;
    }

    /** @param separators replaced without a trace */
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
