package io.github.botmetry.prometheus;

import io.github.botmetry.stats.Definition;
import io.github.botmetry.stats.Kind;
import io.github.botmetry.stats.OriginalHash;
import java.util.ArrayList;
import java.util.List;

/** Label names and values in the form that every parser of a scrape takes. */
final class LabelText {

    private LabelText() {}

    /** The names of a definition's labels; a timer's {@code le} and {@code quantile} belong to its buckets. */
    static List<String> names(Definition definition) {
        if (definition.kind() != Kind.TIMER) {
            return definition.labels();
        }
        List<String> names = new ArrayList<>();
        for (String label : definition.labels()) {
            String name = label;
            while (name.equals("le")
                    || name.equals("quantile")
                    || (!name.equals(label) && definition.labels().contains(name))) {
                name = "label_" + name;
            }
            names.add(name);
        }
        return names;
    }

    /** The value; control characters, and what is no text at all, are spelled out, and a hash keeps it from that very text. */
    static String value(String raw) {
        String spelled = spelled(raw);
        return spelled.equals(raw) ? raw : spelled + '_' + OriginalHash.of(raw);
    }

    /** The text with its control characters, and what is no text at all, spelled out. */
    static String spelled(String raw) {
        StringBuilder text = new StringBuilder(raw.length());
        raw.codePoints().forEach(character -> {
            boolean isControl = character != '\n' && Character.getType(character) == Character.CONTROL;
            if (isControl || Character.getType(character) == Character.SURROGATE) {
                text.append(String.format("\\u%04x", character));
            } else {
                text.appendCodePoint(character);
            }
        });
        return text.toString();
    }

    /** {@code a="b",c="d"}, without the braces. */
    static byte[] pairs(List<String> names, List<String> values) {
        StringBuilder pairs = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            pairs.append(i == 0 ? "" : ",").append(names.get(i)).append("=\"");
            pairs.append(escaped(values.get(i), true)).append('"');
        }
        return TextOutput.bytes(pairs.toString());
    }

    /** @param quotes whether the text stands between quotes, or is read as if it did */
    static String escaped(String text, boolean quotes) {
        String escaped = text.replace("\\", "\\\\").replace("\n", "\\n");
        return quotes ? escaped.replace("\"", "\\\"") : escaped;
    }
}
