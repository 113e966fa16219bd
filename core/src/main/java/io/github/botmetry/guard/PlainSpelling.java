package io.github.botmetry.guard;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text without the spellings in which others wrote it: percent signs and digits of URLs, escapes of JSON and Java,
 * entities of HTML, each also inside another. Knows where each of its characters stood in the text.
 *
 * <p>Only for looking: the text itself is left as it is. One walk over the text a level, at most {@value #MAX_LEVELS}.
 */
final class PlainSpelling {

    private static final int MAX_LEVELS = 4;
    private static final int LONGEST_ENTITY = 8;
    private static final Map<String, Character> ENTITIES = Map.of(
            "amp", '&', "sol", '/', "period", '.', "lowbar", '_', "hyphen", '-', "colon", ':', "quot", '"', "equals",
            '=', "percnt", '%', "bsol", '\\');

    private char[] characters;
    private int[] starts;
    private int length;

    private PlainSpelling(String text) {
        characters = text.toCharArray();
        length = characters.length;
        starts = new int[length + 1];
        Arrays.setAll(starts, i -> i);
    }

    /** Null where the text holds no spelling but the plain one. */
    static @Nullable PlainSpelling of(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('\\') < 0 && text.indexOf('&') < 0) {
            return null;
        }
        PlainSpelling plain = new PlainSpelling(text);
        int level = 0;
        while (level < MAX_LEVELS && plain.decode()) {
            level++;
        }
        return level == 0 ? null : plain;
    }

    String text() {
        return new String(characters, 0, length);
    }

    /** Where the character at this index began in the original text; at the end, the end of it. */
    int originalStart(int index) {
        return starts[index];
    }

    /** Takes one level of spelling off; false if there was none. Never longer than before, so it works in place. */
    private boolean decode() {
        int to = 0;
        int at = 0;
        while (at < length) {
            int start = starts[at];
            int used = decodeAt(at, to);
            if (used == 0) {
                characters[to] = characters[at];
                used = 1;
            }
            starts[to] = start;
            to++;
            at += used;
        }
        boolean isShorter = to < length;
        starts[to] = starts[length];
        length = to;
        return isShorter;
    }

    /** Writes the character that is spelled at one place to another; the number of characters it took, 0 if none is. */
    private int decodeAt(int at, int to) {
        return switch (characters[at]) {
            case '%' -> number(at + 1, 2, to, 1);
            case '\\' -> escape(at, to);
            case '&' -> entity(at, to);
            default -> 0;
        };
    }

    private int escape(int at, int to) {
        if (at + 1 >= length) {
            return 0;
        }
        char next = characters[at + 1];
        if (next == 'u') {
            return number(at + 2, 4, to, 2);
        }
        if (next == 'x') {
            return number(at + 2, 2, to, 2);
        }
        boolean isBreak = next == 'n' || next == 'r' || next == 't';
        if (isBreak || next == '/' || next == '"' || next == '\\' || next == '\'') {
            characters[to] = isBreak ? '\n' : next;
            return 2;
        }
        return 0;
    }

    private int number(int from, int digits, int to, int before) {
        int value = from + digits > length ? -1 : parse(from, from + digits, 16);
        return set(value, to, before + digits);
    }

    private int entity(int at, int to) {
        int end = at + 1;
        while (end < length && end - at <= LONGEST_ENTITY && characters[end] != ';') {
            end++;
        }
        if (end >= length || characters[end] != ';') {
            return 0;
        }
        if (characters[at + 1] == '#') {
            boolean isHex = at + 2 < end && (characters[at + 2] | ' ') == 'x';
            return set(parse(at + (isHex ? 3 : 2), end, isHex ? 16 : 10), to, end + 1 - at);
        }
        Character named = ENTITIES.get(new String(characters, at + 1, end - at - 1));
        return named == null ? 0 : set(named, to, end + 1 - at);
    }

    /** No token has a character beyond ASCII. */
    private int set(int value, int to, int used) {
        if (value < 0 || value > 127) {
            return 0;
        }
        characters[to] = (char) value;
        return used;
    }

    private int parse(int from, int end, int radix) {
        int value = from < end ? 0 : -1;
        for (int i = from; i < end && value >= 0; i++) {
            int digit = Character.digit(characters[i], radix);
            value = digit < 0 || value > 0xFFFF ? -1 : value * radix + digit;
        }
        return value;
    }
}
