package io.github.botmetry.sentry;

import io.github.botmetry.guard.Scrubber;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Scrubs the strings of a JSON text, keys too, and leaves everything else as it is, so that it stays JSON.
 *
 * <p>Each string is decoded first: in the text itself the n of an escaped line break would stand before a token, and an
 * escape inside it would hide it.
 */
final class JsonScrubber {

    /** The keys whose values are always removed, if they are long enough to be a secret. */
    private static final Set<String> SECRET_KEYS = Set.of("token", "bot_token", "authorization");

    private static final int MIN_SECRET_VALUE = 20;

    /** Keys that Sentry reads or that name code, unless the bot has chosen them itself, see {@link #isFree()}. */
    private static final Set<String> PROTOCOL_KEYS = Set.of(
            "level",
            "type",
            "platform",
            "module",
            "function",
            "filename",
            "abs_path",
            "environment",
            "release",
            "dist",
            "op",
            "status",
            "origin",
            "source",
            "category");

    /** A tag of ours, which holds one of a few words. */
    private static final String COMMAND_TYPE = "command_type";

    /** Objects whose keys the bot chooses. */
    private static final Set<String> FREE = Set.of("tags", "extra", "data");

    /** Sentry's own contexts; the bot may add others. */
    private static final Set<String> CONTEXTS =
            Set.of("trace", "app", "os", "device", "runtime", "browser", "culture", "response", "gpu");

    private static final String NUMBER = "0123456789.eE+-";

    private final Cleaning cleaning;
    private final String json;
    private final StringBuilder out;
    private final List<String> objects = new ArrayList<>();
    private String key = "";
    private int at;

    private JsonScrubber(Cleaning cleaning, String json) {
        this.cleaning = cleaning;
        this.json = json;
        this.out = new StringBuilder(json.length());
    }

    /** @throws IOException if it is not JSON, since its content is unknown then */
    static String scrub(Cleaning cleaning, String json) throws IOException {
        return new JsonScrubber(cleaning, json).run();
    }

    private String run() throws IOException {
        while (at < json.length()) {
            char c = json.charAt(at);
            if (c == '"') {
                string();
            } else if (c >= '0' && c <= '9') {
                number();
            } else {
                object(c);
                out.append(c);
                at++;
            }
        }
        return out.toString();
    }

    /** Keeps the keys of the objects around the current position. */
    private void object(char c) {
        if (c == '{') {
            objects.add(key);
            key = "";
        } else if (c == '}' && !objects.isEmpty()) {
            objects.remove(objects.size() - 1);
        }
    }

    private void string() throws IOException {
        int start = at;
        String text = decode();
        boolean isKey = isFollowedByColon();
        String scrubbed = !isKey && isSecretValue(text) ? Scrubber.FILTERED : cleaned(text);
        key = isKey ? text : "";
        if (scrubbed.equals(text)) {
            out.append(json, start, at);
        } else {
            encode(scrubbed);
        }
    }

    /** Reads a number, which may be an id; a withheld one becomes a text. */
    private void number() {
        int start = at;
        while (at < json.length() && NUMBER.indexOf(json.charAt(at)) >= 0) {
            at++;
        }
        String number = json.substring(start, at);
        boolean isWithheld = Cleaning.ID.matcher(number).matches() && !cleaning.allowsId(number);
        out.append(isWithheld ? '"' + Cleaning.WITHHELD + '"' : number);
    }

    /** Cleans a text; texts of the protocol are not names, even if they look like one. */
    private String cleaned(String text) {
        boolean isProtocol = key.equals(COMMAND_TYPE) || (PROTOCOL_KEYS.contains(key) && !isFree());
        return isProtocol ? cleaning.withoutNames().clean(text) : cleaning.clean(text);
    }

    /** Returns true if the bot may have chosen the key, as in its tags and contexts. */
    private boolean isFree() {
        for (int i = 0; i < objects.size(); i++) {
            boolean isOwnContext = i > 0 && objects.get(i - 1).equals("contexts") && !CONTEXTS.contains(objects.get(i));
            if (isOwnContext || FREE.contains(objects.get(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean isSecretValue(String text) {
        return text.length() >= MIN_SECRET_VALUE && SECRET_KEYS.contains(key.toLowerCase(java.util.Locale.ROOT));
    }

    private boolean isFollowedByColon() {
        int next = at;
        while (next < json.length() && Character.isWhitespace(json.charAt(next))) {
            next++;
        }
        return next < json.length() && json.charAt(next) == ':';
    }

    /** Reads the string that begins here, and leaves {@link #at} behind its closing quote. */
    private String decode() throws IOException {
        StringBuilder text = new StringBuilder();
        for (at++; at < json.length(); at++) {
            char c = json.charAt(at);
            if (c == '"') {
                at++;
                return text.toString();
            }
            text.append(c == '\\' ? escaped() : c);
        }
        throw new IOException("a string does not end");
    }

    /** Reads what follows a backslash, and leaves {@link #at} on its last character. */
    private char escaped() throws IOException {
        at++;
        if (at >= json.length()) {
            throw new IOException("an escape does not end");
        }
        char c = json.charAt(at);
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> unicode();
            default -> c;
        };
    }

    private char unicode() throws IOException {
        if (at + 4 >= json.length()) {
            throw new IOException("an escape does not end");
        }
        String digits = json.substring(at + 1, at + 5);
        at += 4;
        try {
            return (char) Integer.parseInt(digits, 16);
        } catch (NumberFormatException e) {
            throw new IOException("no character has the code " + digits, e);
        }
    }

    private void encode(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c) || c == '\u2028' || c == '\u2029') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
