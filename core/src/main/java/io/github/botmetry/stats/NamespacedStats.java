package io.github.botmetry.stats;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The facade of a {@link SeriesTable}: one map look-up by the caller's string gives the cell. */
final class NamespacedStats implements Stats {

    private static final int MAX_SHOWN = 5;

    private final SeriesTable table;
    private final String prefix;
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();
    private final Map<String, Gauge> gauges = new ConcurrentHashMap<>();
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();
    private final Map<String, Function<String, Counter>> templates = new ConcurrentHashMap<>();
    private final Map<String, Stats> children = new ConcurrentHashMap<>();
    private final Kept kept;

    /** Definition and label values. Copies the caller's array only when the key is stored, never for a look-up. */
    private static final class DeclaredKey {
        private final Definition definition;
        private final String[] labelValues;
        private final int hash;

        DeclaredKey(Definition definition, String... labelValues) {
            this.definition = definition;
            this.labelValues = labelValues;
            this.hash = 31 * definition.hashCode() + Arrays.hashCode(labelValues);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof DeclaredKey that
                    && hash == that.hash
                    && definition.equals(that.definition)
                    && Arrays.equals(labelValues, that.labelValues);
        }
    }

    NamespacedStats(SeriesTable table) {
        this(table, "", new Kept());
    }

    /** @param kept shared by all namespaces of a table */
    private NamespacedStats(SeriesTable table, String prefix, Kept kept) {
        this.table = table;
        this.prefix = prefix;
        this.kept = kept;
    }

    @Override
    public void incr(String name) {
        counter(name).incr();
    }

    @Override
    public void incr(String name, long delta) {
        counter(name).incr(delta);
    }

    @Override
    public void incr(String template, String labelValue) {
        Function<String, Counter> known = template == null ? null : templates.get(template);
        (known != null ? known : parse(template)).apply(labelValue).incr();
    }

    private Function<String, Counter> parse(@Nullable String template) {
        Function<String, Counter> parsed = counterOf(template == null ? null : prefix + template);
        if (template != null && Names.isShort(template) && kept.takesOneMore()) {
            templates.put(template, parsed);
        }
        return parsed;
    }

    /** Gives the counter of a label value; a refusing one if the template is wrong or its name is declared otherwise. */
    private Function<String, Counter> counterOf(@Nullable String template) {
        CounterDefinition definition;
        try {
            definition = PathTemplate.counterOf(Objects.requireNonNullElse(template, "null"));
            Names.requireOther(definition.name());
        } catch (IllegalArgumentException e) {
            String broken = template == null ? "template must not be null" : String.valueOf(e.getMessage());
            RefusedHandle refused = table.refusals().handle(Refusal.NAME, "template " + template, broken);
            return labelValue -> refused;
        }
        RefusedHandle collision = table.collisionOf(definition);
        return collision != null ? labelValue -> collision : labelValue -> counter(definition, labelValue);
    }

    @Override
    public void gauge(String name, double value) {
        gauge(name).set(value);
    }

    @Override
    public void timing(String name, Duration duration) {
        timer(name).record(duration);
    }

    @Override
    public Counter counter(String name) {
        Counter known = name == null ? null : counters.get(name);
        return known != null ? known : (Counter) create(name, CounterDefinition::new, counters);
    }

    @Override
    public Gauge gauge(String name) {
        Gauge known = name == null ? null : gauges.get(name);
        return known != null ? known : (Gauge) create(name, GaugeDefinition::new, gauges);
    }

    @Override
    public Timer timer(String name) {
        Timer known = name == null ? null : timers.get(name);
        return known != null ? known : (Timer) create(name, TimerDefinition::new, timers);
    }

    @SuppressWarnings("unchecked") // a table gives a cell of the definition's kind, or a handle of all kinds
    private <H> Object create(@Nullable String name, Function<String, Definition> definition, Map<String, H> handles) {
        if (name == null) {
            return table.refusals().handle(Refusal.NAME, "null", "name must not be null");
        }
        if (name.isEmpty()) {
            return table.refusals().handle(Refusal.NAME, "\"\"", "name must not be empty, was \"\"");
        }
        String full = bounded(prefix + name);
        Object handle = Names.isOwn(full)
                ? table.refusals().handle(Refusal.NAME, full, Names.ownRule(full))
                : table.undeclared(definition.apply(full));
        if (Names.isShort(name) && isKept(handle)) {
            handles.put(name, (H) handle);
        }
        return handle;
    }

    @Override
    public Stats namespace(String segment) {
        if (segment == null || segment.isEmpty()) {
            table.refusals()
                    .warn(
                            Refusal.NAME,
                            "namespace",
                            "segment must not be null or empty, was " + (segment == null ? "null" : "\"\"")
                                    + ": what follows is recorded without it");
            return this;
        }
        Stats known = children.get(segment);
        if (known != null) {
            return known;
        }
        Stats added = new NamespacedStats(table, bounded(prefix + segment) + ".", kept);
        if (!Names.isShort(segment) || !kept.takesOneMore()) {
            return added;
        }
        Stats first = children.putIfAbsent(segment, added); // computeIfAbsent() would not survive the end of the stack
        return first != null ? first : added;
    }

    @Override
    public Counter counter(CounterDefinition definition, String... labelValues) {
        return (Counter) declared(definition, labelValues);
    }

    @Override
    public Gauge gauge(GaugeDefinition definition, String... labelValues) {
        return (Gauge) declared(definition, labelValues);
    }

    @Override
    public Timer timer(TimerDefinition definition, String... labelValues) {
        return (Timer) declared(definition, labelValues);
    }

    private Object declared(Definition definition, String @Nullable ... labelValues) {
        Objects.requireNonNull(definition, "definition");
        if (labelValues == null || labelValues.length != definition.labels().size() || hasNull(labelValues)) {
            return table.refusals().handle(Refusal.LABELS, definition.name(), labelRule(definition, labelValues));
        }
        DeclaredKey key = new DeclaredKey(definition, labelValues);
        Object known = kept.declared.get(key);
        if (known != null) {
            return known;
        }
        boolean areShort = Arrays.stream(labelValues).allMatch(Names::isShort);
        Object handle = table.declared(definition, bounded(labelValues));
        if (areShort && isKept(handle)) {
            kept.declared.put(new DeclaredKey(definition, labelValues.clone()), handle);
        }
        return handle;
    }

    private static String labelRule(Definition definition, String @Nullable ... labelValues) {
        boolean isNull =
                labelValues != null && labelValues.length == definition.labels().size();
        String rule = isNull ? "not be null" : "be one for each label of " + definition.labels();
        List<String> were = labelValues == null
                ? List.of("null")
                : Arrays.stream(labelValues)
                        .map(value -> Names.bounded(String.valueOf(value)))
                        .limit(MAX_SHOWN)
                        .toList();
        return "label values must " + rule + ", were " + were;
    }

    private List<String> bounded(String... labelValues) {
        return Arrays.stream(labelValues).map(this::bounded).toList();
    }

    /** Cuts a long text, with a warning; gives other texts unchanged. */
    private String bounded(String text) {
        String bounded = Names.bounded(text);
        if (bounded.length() < text.length()) {
            table.refusals().cut(bounded);
        }
        return bounded;
    }

    private static boolean hasNull(String... labelValues) {
        for (String value : labelValues) {
            if (value == null) {
                return true;
            }
        }
        return false;
    }

    /** False for folded or refused names: their number has no bound, so they are looked up each time and not kept. */
    private boolean isKept(Object handle) {
        return handle instanceof Cell cell ? !cell.isFolded() : kept.takesOneMore();
    }
}
