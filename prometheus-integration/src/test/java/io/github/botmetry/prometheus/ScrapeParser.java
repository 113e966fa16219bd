package io.github.botmetry.prometheus;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a scrape as strictly as the two formats' descriptions allow, and stricter than Prometheus.
 *
 * <p>Sources: https://prometheus.io/docs/instrumenting/exposition_formats/ and OpenMetrics 1.0.
 */
final class ScrapeParser {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern META = Pattern.compile("# (HELP|TYPE|UNIT) ([^ ]+) ?(.*)", Pattern.DOTALL);
    private static final Map<String, List<String>> SUFFIXES = Map.of(
            "counter", List.of("_total"),
            "gauge", List.of(""),
            "info", List.of("_info"),
            "unknown", List.of(""),
            "untyped", List.of(""),
            "summary", List.of("", "_count", "_sum"),
            "histogram", List.of("_bucket", "_count", "_sum"));

    private final boolean isOpenMetrics;
    private final Map<String, Parsed> families = new LinkedHashMap<>();
    private final Set<String> samples = new HashSet<>();
    private Parsed current;

    /** A family: its lines of metadata by keyword, and its samples by name and labels. */
    record Parsed(String name, Map<String, String> meta, Map<String, Sample> samples) {

        String type() {
            return meta.get("TYPE");
        }
    }

    /** A sample; {@code exemplar} is empty if it has none. */
    record Sample(String name, Map<String, String> labels, double value, String exemplar) {}

    private ScrapeParser(Format format) {
        this.isOpenMetrics = format == Format.OPEN_METRICS;
    }

    static Map<String, Parsed> parse(String scrape, Format format) {
        return new ScrapeParser(format).parse(scrape);
    }

    /** The value of the only sample of this name and these labels. */
    static double value(Map<String, Parsed> families, String sampleName, String... labels) {
        Map<String, String> wanted = new TreeMap<>();
        for (int i = 0; i < labels.length; i += 2) {
            wanted.put(labels[i], labels[i + 1]);
        }
        return families.values().stream()
                .map(family -> family.samples().get(sampleName + wanted))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + sampleName + wanted))
                .value();
    }

    private Map<String, Parsed> parse(String scrape) {
        require(scrape.isEmpty() || scrape.endsWith("\n"), "a line feed at the end");
        List<String> lines = new ArrayList<>(List.of(scrape.split("\n", -1)));
        lines.remove(lines.size() - 1);
        if (isOpenMetrics) {
            require(!lines.isEmpty() && lines.remove(lines.size() - 1).equals("# EOF"), "# EOF");
        }
        for (String line : lines) {
            if (line.startsWith("#")) {
                readMeta(line);
            } else {
                readSample(line);
            }
        }
        families.values().forEach(this::check);
        return families;
    }

    private void readMeta(String line) {
        Matcher meta = META.matcher(line);
        require(meta.matches(), "HELP, TYPE or UNIT", line);
        String name = meta.group(2);
        require(NAME.matcher(name).matches(), "a name", line);
        if (current == null || !current.name().equals(name)) {
            current = new Parsed(name, new LinkedHashMap<>(), new LinkedHashMap<>());
            require(families.put(name, current) == null, "a family in one place", line);
        }
        require(current.samples().isEmpty(), "metadata before samples", line);
        require(current.meta().put(meta.group(1), meta.group(3)) == null, "metadata once", line);
        if (meta.group(1).equals("TYPE")) {
            require(SUFFIXES.containsKey(meta.group(3)), "a type", line);
        } else if (meta.group(1).equals("UNIT")) {
            require(isOpenMetrics && name.endsWith('_' + meta.group(3)), "a name with its unit", line);
        }
    }

    private void readSample(String line) {
        Cursor cursor = new Cursor(line);
        String name = cursor.name();
        require(current != null && belongs(name), "a sample of its family", line);
        Map<String, String> labels = cursor.next('{') ? cursor.labels() : Map.of();
        require(cursor.next(' '), "a space", line);
        double value = cursor.number();
        String exemplar = "";
        if (cursor.left().startsWith(" # ")) {
            require(isOpenMetrics && (name.endsWith("_bucket") || name.endsWith("_total")), "no exemplar here", line);
            exemplar = cursor.left().substring(3);
            cursor = new Cursor(exemplar);
            require(cursor.next('{'), "labels", line);
            cursor.labels();
            require(cursor.next(' '), "a space", line);
            cursor.number();
            require(cursor.next(' '), "a space", line);
            cursor.number();
        }
        require(cursor.left().isEmpty(), "an end", line);
        require(samples.add(name + labels), "each sample once", line);
        current.samples().put(name + labels, new Sample(name, labels, value, exemplar));
    }

    private boolean belongs(String name) {
        List<String> suffixes = SUFFIXES.get(current.type());
        boolean isTextCounter = !isOpenMetrics && current.type().equals("counter");
        return isTextCounter
                ? name.equals(current.name())
                : suffixes.stream().anyMatch(suffix -> name.equals(current.name() + suffix));
    }

    private void check(Parsed family) {
        require(family.meta().containsKey("TYPE"), "a type", family.name());
        require(!family.meta().getOrDefault("HELP", "").isEmpty(), "a help text", family.name());
        require(!family.samples().isEmpty(), "a sample", family.name());
        if (family.type().equals("histogram")) {
            checkHistogram(family);
        }
    }

    private static void checkHistogram(Parsed family) {
        Map<Map<String, String>, Double> last = new LinkedHashMap<>();
        Map<Map<String, String>, Double> lastBound = new LinkedHashMap<>();
        for (Sample sample : family.samples().values()) {
            Map<String, String> key = new TreeMap<>(sample.labels());
            String bound = key.remove("le");
            if (sample.name().endsWith("_bucket")) {
                double upper = bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound);
                require(upper > lastBound.getOrDefault(key, Double.NEGATIVE_INFINITY), "ascending bounds", sample + "");
                require(sample.value() >= last.getOrDefault(key, 0.0), "cumulative buckets", sample + "");
                last.put(key, sample.value());
                lastBound.put(key, upper);
            } else if (sample.name().endsWith("_count")) {
                require(lastBound.get(key) == Double.POSITIVE_INFINITY, "+Inf", sample + "");
                require(sample.value() == last.get(key), "the count of +Inf", sample + "");
            }
        }
    }

    private static void require(boolean isRight, String rule, String... where) {
        if (!isRight) {
            throw new AssertionError("must have " + rule + ": " + String.join(" ", where));
        }
    }

    /** Reads one line from left to right. */
    private static final class Cursor {

        private final String line;
        private int at;

        Cursor(String line) {
            this.line = line;
        }

        String left() {
            return line.substring(at);
        }

        boolean next(char expected) {
            boolean isNext = at < line.length() && line.charAt(at) == expected;
            at += isNext ? 1 : 0;
            return isNext;
        }

        String name() {
            Matcher name = NAME.matcher(line).region(at, line.length());
            require(name.lookingAt(), "a name", line);
            at = name.end();
            return name.group();
        }

        double number() {
            int end = line.indexOf(' ', at);
            String number = line.substring(at, end < 0 ? line.length() : end);
            at += number.length();
            return number.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(number);
        }

        Map<String, String> labels() {
            Map<String, String> labels = new TreeMap<>();
            do {
                String name = name();
                require(next('=') && next('"'), "a quoted value", line);
                require(labels.put(name, value()) == null, "labels that differ", line);
            } while (next(','));
            require(next('}'), "a brace", line);
            return labels;
        }

        private String value() {
            StringBuilder value = new StringBuilder();
            while (!next('"')) {
                char character = line.charAt(at++);
                require(!Character.isISOControl(character), "printable text", line);
                if (character == '\\') {
                    char escaped = line.charAt(at++);
                    require("\\\"n".indexOf(escaped) >= 0, "a known escape", line);
                    value.append(escaped == 'n' ? '\n' : escaped);
                } else {
                    value.append(character);
                }
            }
            return value.toString();
        }
    }
}
