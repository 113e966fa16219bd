package io.github.botmetry.sentry;

import io.github.botmetry.event.BotEvent;
import io.sentry.SentryBaseEvent;
import org.jspecify.annotations.Nullable;

/**
 * Sets tags within Sentry's limits, which its SDK does not keep: the server refuses a longer tag.
 *
 * @see <a href="https://docs.sentry.io/platforms/java/enriching-events/tags/">Customize tags</a>
 */
final class Tags {

    static final int MAX_KEY = 32;
    static final int MAX_VALUE = 200;

    private Tags() {}

    /** Sets the tag unless the bot has set it or the value is null or empty. */
    static void add(SentryBaseEvent report, String key, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return;
        }
        String name = key(key);
        if (report.getTag(name) == null) {
            report.setTag(name, value(value));
        }
    }

    /** Sets a tag to an id unless it is 0 or withheld. */
    static void add(SentryBaseEvent report, String key, long id) {
        add(report, key, id == 0 || id == BotEvent.WITHHELD ? null : Long.toUnsignedString(id));
    }

    static String key(String key) {
        StringBuilder cleaned = new StringBuilder(cut(key, MAX_KEY));
        for (int i = 0; i < cleaned.length(); i++) {
            if (!isKeyCharacter(cleaned.charAt(i))) {
                cleaned.setCharAt(i, '_');
            }
        }
        return cleaned.isEmpty() ? "_" : cleaned.toString();
    }

    private static boolean isKeyCharacter(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '.'
                || c == ':'
                || c == '-';
    }

    static String value(String value) {
        StringBuilder cleaned = new StringBuilder(cut(value, MAX_VALUE));
        for (int i = 0; i < cleaned.length(); i++) {
            if (Character.isISOControl(cleaned.charAt(i))) {
                cleaned.setCharAt(i, ' ');
            }
        }
        return cleaned.toString();
    }

    /** Returns the first characters, without half of a surrogate pair at the end. */
    static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end);
    }
}
