package io.github.botmetry.stats;

import io.github.botmetry.guard.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A plain StatsD path with {@code {label}} in it. */
final class PathTemplate {

    private static final Pattern PATH =
            Pattern.compile("([A-Za-z0-9_-]|\\{[a-z][a-z0-9_]*})+(\\.([A-Za-z0-9_-]|\\{[a-z][a-z0-9_]*})+)*");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z][a-z0-9_]*)}");

    private static final Pattern ONE_DYNAMIC = Pattern.compile("([^{}]+)\\.\\{([a-z][a-z0-9_]*)}");

    private final String path;

    private PathTemplate(String path) {
        this.path = path;
    }

    static void requireValid(String path) {
        if (!PATH.matcher(Objects.requireNonNull(path, "path")).matches()) {
            throw new IllegalArgumentException(
                    "path must be segments of [A-Za-z0-9_-] and {label} with dots between them, was "
                            + Printable.quoted(path));
        }
    }

    static PathTemplate parse(String path, Definition definition) {
        List<String> used = new ArrayList<>();
        Matcher placeholders = PLACEHOLDER.matcher(path);
        while (placeholders.find()) {
            definition.requireLabel(placeholders.group(1));
            used.add(placeholders.group(1));
        }
        if (definition.kind() == Kind.GAUGE && !used.containsAll(definition.labels())) {
            throw new IllegalArgumentException("path of a gauge must hold every label of " + definition.labels()
                    + ", since gauges cannot be summed, was \"" + path + "\"");
        }
        return new PathTemplate(path);
    }

    /**
     * Makes the definition for {@code name.{label}}.
     *
     * @throws IllegalArgumentException if the template has another form, or its name or label is not allowed
     */
    static CounterDefinition counterOf(String template) {
        Matcher form = ONE_DYNAMIC.matcher(template);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "template must be dotted.name.{label}, was \"" + Names.bounded(template) + "\"");
        }
        return CounterDefinition.named(form.group(1))
                .labels(form.group(2))
                .path(template)
                .build();
    }

    /** @param segmentOf gives the segment for a label */
    String render(UnaryOperator<String> segmentOf) {
        return PLACEHOLDER.matcher(path).replaceAll(found -> Matcher.quoteReplacement(segmentOf.apply(found.group(1))));
    }
}
