package io.github.botmetry.stats;

import io.github.botmetry.guard.Printable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Read the declaration of a number, from which every sink derives its own form.
 *
 * <p>Immutable; two definitions with the same content are equal.
 */
public abstract sealed class Definition permits CounterDefinition, GaugeDefinition, TimerDefinition {

    /** Default limit of values for a label; further ones are recorded as {@code _other}. */
    public static final int DEFAULT_LABEL_LIMIT = 300;

    /** Default limit of series for a definition; further ones are recorded as {@code _other}. */
    public static final int DEFAULT_SERIES_LIMIT = 3_000;

    private static final int MAX_LABELS = 20;
    private static final int MAX_PATHS = 20;
    private static final int MAX_HELP = 1_000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*(\\.[A-Za-z0-9_]+)*");
    private static final Pattern LABEL = Pattern.compile("[a-z][a-z0-9_]*");
    private static final Pattern PERSONAL = Pattern.compile("user.*|guild.*|channel_id|message.*|token");

    private final Kind kind;
    private final String name;
    private final List<String> labels;
    private final List<String> paths;
    private final List<PathTemplate> templates;
    private final String help;
    private final String unit;
    private final Map<String, Integer> limits;
    private final int seriesLimit;
    private final boolean declared;
    private final int hash;

    Definition(Kind kind, Builder<?> builder) {
        this.kind = kind;
        this.name = builder.name;
        this.labels = List.copyOf(builder.labels);
        this.paths = builder.paths.isEmpty() ? List.of(defaultPath()) : List.copyOf(builder.paths);
        this.templates =
                paths.stream().map(path -> PathTemplate.parse(path, this)).toList();
        this.help = builder.help;
        this.unit = builder.unit;
        this.limits = Map.copyOf(builder.limits);
        this.seriesLimit = builder.seriesLimit;
        this.declared = true;
        this.hash = Objects.hash(kind, name, labels);
        builder.limits.keySet().forEach(this::requireLabel);
        if (!builder.personalLabels) {
            labels.forEach(Definition::refusePersonal);
        }
    }

    /** Makes the definition of an undeclared name that a caller passed to {@link Stats}. */
    Definition(Kind kind, String name) {
        this.kind = kind;
        this.name = name;
        this.labels = List.of();
        this.paths = List.of();
        this.templates = List.of();
        this.help = "";
        this.unit = "";
        this.limits = Map.of();
        this.seriesLimit = 1;
        this.declared = false;
        this.hash = Objects.hash(kind, name, labels);
    }

    private String defaultPath() {
        StringBuilder path = new StringBuilder(name);
        labels.forEach(label -> path.append(".{").append(label).append('}'));
        return path.toString();
    }

    final void requireLabel(String label) {
        if (!labels.contains(label)) {
            throw new IllegalArgumentException(
                    "label must be one of " + labels + " of " + name + ", was " + Printable.quoted(label));
        }
    }

    private static void refusePersonal(String label) {
        if (PERSONAL.matcher(label).matches()) {
            throw new IllegalArgumentException("label must not name people or places (" + PERSONAL.pattern()
                    + ") unless allowPersonalLabels() says so, was \"" + label + "\"");
        }
    }

    public final Kind kind() {
        return kind;
    }

    /** The dotted name, such as {@code discord.commands}; an undeclared one is as its caller wrote it. */
    public final String name() {
        return name;
    }

    public final List<String> labels() {
        return labels;
    }

    /** The plain StatsD paths, such as {@code commands.{command}}; empty for undeclared names. */
    public final List<String> paths() {
        return paths;
    }

    final List<PathTemplate> templates() {
        return templates;
    }

    /**
     * The plain StatsD names of one series, one for each path, without a prefix. A sink adds a hash if another series has the
     * same name.
     *
     * @param labelValues one for each label, as recorded
     */
    public final List<String> plainNames(List<String> labelValues) {
        UnaryOperator<String> segmentOf = label -> plainSegment(labelValues.get(labels.indexOf(label)));
        return IntStream.range(0, Math.max(1, paths.size()))
                .mapToObj(path -> plainName(path, segmentOf))
                .toList();
    }

    /**
     * One plain StatsD name, with segments that a sink chooses.
     *
     * @param path index in {@link #paths()}; 0 for an undeclared name
     * @param segmentOf gives the segment for a label of the path
     */
    public final String plainName(int path, UnaryOperator<String> segmentOf) {
        return declared ? templates.get(path).render(segmentOf) : Names.literal(name);
    }

    /**
     * Converts a label value to a segment of a plain StatsD path: {@code _} replaces all but ASCII letters and digits. If a
     * replaced character is no dash, blank or dot, a short hash of the value follows.
     */
    public static String plainSegment(String labelValue) {
        return Names.segment(labelValue);
    }

    public final String help() {
        return help;
    }

    /** The unit of the value, such as {@code bytes}; empty if it has none. */
    public final String unit() {
        return unit;
    }

    /** Limit of values for this label. */
    public final int limit(String label) {
        return limits.getOrDefault(label, DEFAULT_LABEL_LIMIT);
    }

    /** Limit of series for this definition. */
    public final int seriesLimit() {
        return seriesLimit;
    }

    /** True for a declared definition, false for a name that was only used. */
    public final boolean isDeclared() {
        return declared;
    }

    /** The name in the Prometheus form, without the suffixes that Prometheus adds. */
    public final String prometheusName() {
        return Names.prometheus(name);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof Definition that
                && kind == that.kind
                && declared == that.declared
                && seriesLimit == that.seriesLimit
                && name.equals(that.name)
                && labels.equals(that.labels)
                && paths.equals(that.paths)
                && help.equals(that.help)
                && unit.equals(that.unit)
                && limits.equals(that.limits);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + " " + name + (labels.isEmpty() ? "" : labels);
    }

    /** Collects the parts of a definition; each setter checks its argument, {@code build()} their combination. */
    public abstract static class Builder<B extends Builder<B>> {

        private final String name;
        private List<String> labels = List.of();
        private final List<String> paths = new ArrayList<>();
        private String help = "";
        private String unit = "";
        private final Map<String, Integer> limits = new LinkedHashMap<>();
        private int seriesLimit = DEFAULT_SERIES_LIMIT;
        private boolean personalLabels;

        Builder(String name) {
            requireAtMost(Names.MAX_LENGTH, "name", name);
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "name must match " + NAME.pattern() + ", was " + Printable.quoted(name));
            }
            this.name = name;
        }

        abstract B self();

        /** Sets the label keys, in the order of the label values. */
        public B labels(String... labels) {
            List<String> copy = List.of(Objects.requireNonNull(labels, "labels"));
            if (copy.size() > MAX_LABELS) {
                throw new IllegalArgumentException("labels must be at most " + MAX_LABELS + ", were " + copy.size());
            }
            for (String label : copy) {
                requireAtMost(Names.MAX_LENGTH, "label", label);
                if (!LABEL.matcher(label).matches()) {
                    throw new IllegalArgumentException(
                            "label must match " + LABEL.pattern() + ", was " + Printable.quoted(label));
                }
            }
            if (new HashSet<>(copy).size() != copy.size()) {
                throw new IllegalArgumentException("labels must differ, were " + copy);
            }
            this.labels = copy;
            return self();
        }

        /** Adds a plain StatsD path such as {@code commands.{command}}; call it again for a further path. */
        public B path(String path) {
            requireAtMost(Names.MAX_LENGTH, "path", path);
            if (paths.size() == MAX_PATHS) {
                throw new IllegalArgumentException(
                        "paths must be at most " + MAX_PATHS + ", the next was \"" + path + "\"");
            }
            PathTemplate.requireValid(path);
            if (paths.contains(path)) {
                throw new IllegalArgumentException("path must be given once, was \"" + path + "\" again");
            }
            paths.add(path);
            return self();
        }

        /** Sets the description, one sentence for the metrics reference and Prometheus. */
        public B help(String help) {
            requireAtMost(MAX_HELP, "help", help);
            this.help = help;
            return self();
        }

        /** Sets the unit, such as {@code bytes}. StatsD sends a gauge in {@code seconds} as milliseconds. */
        public B unit(String unit) {
            requireAtMost(Names.MAX_LENGTH, "unit", unit);
            this.unit = unit;
            return self();
        }

        /** Limits the values of a label, {@value Definition#DEFAULT_LABEL_LIMIT} by default. */
        public B limit(String label, int values) {
            requireAtMost(Names.MAX_LENGTH, "label", label);
            limits.put(label, requirePositive("values", values));
            return self();
        }

        /** Limits the series of the definition, {@value Definition#DEFAULT_SERIES_LIMIT} by default. */
        public B seriesLimit(int series) {
            seriesLimit = requirePositive("series", series);
            return self();
        }

        /** Allows label keys that name people or places, such as one for a configured alias of a guild. */
        public B allowPersonalLabels() {
            personalLabels = true;
            return self();
        }

        private static void requireAtMost(int length, String argument, String value) {
            if (Objects.requireNonNull(value, argument).length() > length) {
                throw new IllegalArgumentException(argument + " must be at most " + length + " characters, had "
                        + value.length() + ", was \"" + Names.bounded(value) + "\"");
            }
        }

        private static int requirePositive(String argument, int value) {
            if (value < 1) {
                throw new IllegalArgumentException(argument + " must be at least 1, was " + value);
            }
            return value;
        }
    }
}
