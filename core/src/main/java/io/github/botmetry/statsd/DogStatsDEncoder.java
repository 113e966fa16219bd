package io.github.botmetry.statsd;

import io.github.botmetry.stats.Definition;
import io.github.botmetry.stats.OriginalHash;
import io.github.botmetry.stats.Series;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Makes tags of the labels. */
final class DogStatsDEncoder implements LineEncoder {

    private static final String INSTANCE = "instance";

    /** Datadog cuts tags at 200 characters, key included. */
    private static final int MAX_TAG_VALUE = 150;

    /** Last code point that the client writes correctly; of higher ones, rare ideographs, it loses a bit. */
    private static final int LAST_SENT = 0x1FFFF;

    private final WireNames names;

    DogStatsDEncoder(WireNames names) {
        this.names = names;
    }

    @Override
    public List<WireName> names(Series series, StatsDSettings settings) {
        Definition definition = series.definition();
        List<String> tags = new ArrayList<>();
        for (int i = 0; i < definition.labels().size(); i++) {
            String label = definition.labels().get(i);
            String value = series.labelValues().get(i);
            tags.add(tag(label, names.labelValue(label, value, clean(value))));
        }
        if (LineEncoder.needsInstance(series, settings) && !definition.labels().contains(INSTANCE)) {
            tags.add(tag(INSTANCE, settings.instance()));
        }
        Collections.reverse(tags); // the client writes the last one first
        return List.of(new WireName(name(definition, settings), tags.toArray(String[]::new)));
    }

    /** Makes the one name of all series of a definition, which differ in their tags. */
    private String name(Definition definition, StatsDSettings settings) {
        String name = definition.isDeclared()
                ? definition.name()
                : definition.plainNames(List.of()).get(0);
        return names.name(
                ReservedNames.safe(settings.dottedPrefix() + name),
                new WireNames.Owner(definition, WireNames.Owner.NO_PATH, List.of()));
    }

    private static String tag(String key, String value) {
        return key + ':' + value;
    }

    /** Keeps letters and digits of any script; appends a hash if more than a blank was replaced, or the value was cut. */
    private static String clean(String value) {
        StringBuilder clean = new StringBuilder(value.length());
        value.codePoints().limit(MAX_TAG_VALUE).map(c -> isKept(c) ? c : '_').forEach(clean::appendCodePoint);
        boolean isHashed = value.isEmpty()
                || value.codePointCount(0, value.length()) > MAX_TAG_VALUE
                || value.codePoints().anyMatch(c -> c != ' ' && !isKept(c));
        return isHashed ? clean.append('_').append(OriginalHash.of(value)).toString() : clean.toString();
    }

    private static boolean isKept(int c) {
        return (Character.isLetterOrDigit(c) && c <= LAST_SENT) || "_-./".indexOf(c) >= 0;
    }
}
