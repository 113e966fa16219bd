package io.github.botmetry.statsd;

import io.github.botmetry.stats.Definition;
import io.github.botmetry.stats.Series;
import java.util.List;

/** Labels are tags behind {@code |#}. */
final class DogStatsDEncoder implements LineEncoder {

    /** Datadog cuts tags at 200 characters, key included. */
    private static final int MAX_TAG_VALUE = 150;

    /** What is above, rare ideographs, the client writes as other letters: it loses a bit of each. */
    private static final int LAST_SENT = 0x1FFFF;

    @Override
    public List<WireName> names(Series series, StatsD options) {
        Definition definition = series.definition();
        String name = definition.isDeclared()
                ? definition.name()
                : definition.plainNames(List.of()).get(0);
        StringBuilder tags = new StringBuilder();
        for (int i = 0; i < definition.labels().size(); i++) {
            append(tags, definition.labels().get(i), series.labelValues().get(i));
        }
        if (LineEncoder.needsInstance(series, options)) {
            append(tags, "instance", options.instance());
        }
        return List.of(new WireName(options.dottedPrefix() + name, tags.toString()));
    }

    private static void append(StringBuilder tags, String key, String value) {
        tags.append(tags.isEmpty() ? "|#" : ",").append(key).append(':').append(clean(value));
    }

    /** Letters and digits of any script are a tag's; what means something in a line is not. */
    private static String clean(String value) {
        StringBuilder clean = new StringBuilder(value.length());
        value.codePoints().limit(MAX_TAG_VALUE).map(c -> isKept(c) ? c : '_').forEach(clean::appendCodePoint);
        return clean.isEmpty() ? "_" : clean.toString();
    }

    private static boolean isKept(int c) {
        return (Character.isLetterOrDigit(c) && c <= LAST_SENT) || "_-./".indexOf(c) >= 0;
    }

    @Override
    public boolean readsSignsAsDeltas() {
        return false;
    }
}
