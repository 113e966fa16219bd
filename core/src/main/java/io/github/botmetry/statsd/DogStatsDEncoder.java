package io.github.botmetry.statsd;

import io.github.botmetry.stats.Definition;
import io.github.botmetry.stats.Series;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Labels are tags. */
final class DogStatsDEncoder implements LineEncoder {

    private static final String INSTANCE = "instance";

    /** Datadog cuts tags at 200 characters, key included. */
    private static final int MAX_TAG_VALUE = 150;

    /** What is above, rare ideographs, the client writes as other letters: it loses a bit of each. */
    private static final int LAST_SENT = 0x1FFFF;

    @Override
    public List<WireName> names(Series series, StatsDSettings settings) {
        Definition definition = series.definition();
        String name = definition.isDeclared()
                ? definition.name()
                : definition.plainNames(List.of()).get(0);
        List<String> tags = new ArrayList<>();
        for (int i = 0; i < definition.labels().size(); i++) {
            tags.add(tag(definition.labels().get(i), series.labelValues().get(i)));
        }
        if (LineEncoder.needsInstance(series, settings) && !definition.labels().contains(INSTANCE)) {
            tags.add(tag(INSTANCE, settings.instance()));
        }
        Collections.reverse(tags); // the client writes the last one first
        return List.of(new WireName(ReservedNames.safe(settings.dottedPrefix() + name), tags.toArray(String[]::new)));
    }

    private static String tag(String key, String value) {
        return key + ':' + clean(value);
    }

    /** Letters and digits of any script are a tag's; a character with a meaning in a line is not. */
    private static String clean(String value) {
        StringBuilder clean = new StringBuilder(value.length());
        value.codePoints().limit(MAX_TAG_VALUE).map(c -> isKept(c) ? c : '_').forEach(clean::appendCodePoint);
        return clean.isEmpty() ? "_" : clean.toString();
    }

    private static boolean isKept(int c) {
        return (Character.isLetterOrDigit(c) && c <= LAST_SENT) || "_-./".indexOf(c) >= 0;
    }
}
