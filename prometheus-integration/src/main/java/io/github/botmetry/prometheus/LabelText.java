package io.github.botmetry.prometheus;

import io.github.botmetry.stats.Definition;
import io.github.botmetry.stats.Kind;
import io.github.botmetry.stats.OriginalHash;
import java.util.ArrayList;
import java.util.List;

/** Writes label names and values in the form that every parser of a scrape accepts. */
final class LabelText {

    private LabelText() {}

    /** Returns the names of a definition's labels; {@code le} and {@code quantile} of timers are reserved for buckets. */
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

    /** Returns the value with control characters and broken text spelled out, and then a hash that keeps it unique. */
    static String value(String raw) {
        String spelled = spelled(raw);
        return spelled.equals(raw) ? raw : spelled + '_' + OriginalHash.of(raw);
    }

    /** Spells out control characters and broken text. */
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

    /** Returns {@code a="b",c="d"}, without the braces. */
    static byte[] pairs(List<String> names, List<String> values) {
        StringBuilder pairs = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            pairs.append(i == 0 ? "" : ",").append(names.get(i)).append("=\"");
            pairs.append(escaped(values.get(i), true)).append('"');
        }
        return TextOutput.bytes(pairs.toString());
    }

    /** @param quotes true if the text is between quotes, or is read as if it was */
    static String escaped(String text, boolean quotes) {
        String escaped = text.replace("\\", "\\\\").replace("\n", "\\n");
        return quotes ? escaped.replace("\"", "\\\"") : escaped;
    }
}
