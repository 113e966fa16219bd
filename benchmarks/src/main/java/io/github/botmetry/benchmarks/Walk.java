package io.github.botmetry.benchmarks;

import io.github.botmetry.benchmarks.Entries.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The way of one thing through our types, from its recorded entries; a move is an entry into another type than the one before. */
final class Walk {

    private static final String ROOT = "io.github.botmetry.";

    /** Its tasks come by themselves, whatever is followed. */
    private static final String MAINTENANCE = "botmetry-maintenance";

    private final List<Entry> entries;

    Walk(List<Entry> entries) {
        this.entries = entries.stream()
                .filter(entry -> !entry.thread().equals(MAINTENANCE))
                .toList();
    }

    /** The way whose length is the median of some: the others met a task of the schedule, or missed one. */
    static Walk median(List<Walk> walks) {
        List<Walk> sorted = new ArrayList<>(walks);
        sorted.sort(Comparator.comparingInt(walk -> walk.entries.size()));
        return sorted.get(sorted.size() / 2);
    }

    String row(String name) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %d |%n",
                name,
                entries.size(),
                types().size(),
                moves(),
                empty().values().stream().mapToLong(Long::longValue).sum());
    }

    private Set<String> types() {
        return entries.stream().map(Entry::type).collect(Collectors.toSet());
    }

    private long moves() {
        return byThread().values().stream()
                .mapToLong(thread -> runs(thread).size())
                .sum();
    }

    private Map<String, List<Entry>> byThread() {
        return entries.stream().collect(Collectors.groupingBy(Entry::thread, LinkedHashMap::new, Collectors.toList()));
    }

    private Map<String, Long> empty() {
        EmptyMethods methods = new EmptyMethods();
        return counts(entry -> methods.contain(entry.type(), entry.method())
                ? shortened(entry.type()) + "." + entry.method().replaceFirst("\\(.*", "")
                : "");
    }

    /** How often there is each text; entries without one are left out. */
    private Map<String, Long> counts(Function<Entry, String> text) {
        return entries.stream()
                .map(text)
                .filter(some -> !some.isEmpty())
                .collect(Collectors.groupingBy(some -> some, LinkedHashMap::new, Collectors.counting()));
    }

    /** The walk of each thread, the types by their entries, and the empty methods that were reached. */
    String details(String name) {
        StringBuilder text = new StringBuilder("### " + name + "\n\n");
        byThread()
                .forEach((thread, own) -> text.append(String.format("**%s**: ", thread))
                        .append(String.join(" → ", runs(own)))
                        .append("\n\n"));
        append(text, "Entries by type", counts(entry -> shortened(entry.type())));
        append(text, "Empty methods entered", empty());
        return text.toString();
    }

    /** The types in the order in which they are entered, with the number of entries in a row where it is not one. */
    private static List<String> runs(List<Entry> entries) {
        List<String> runs = new ArrayList<>();
        for (int i = 0, next; i < entries.size(); i = next) {
            String type = entries.get(i).type();
            next = i + 1;
            while (next < entries.size() && entries.get(next).type().equals(type)) {
                next++;
            }
            runs.add(shortened(type) + (next - i == 1 ? "" : " " + (next - i)));
        }
        return runs;
    }

    private static void append(StringBuilder text, String title, Map<String, Long> counts) {
        text.append(title).append(": ");
        text.append(counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(count -> count.getKey() + " " + count.getValue())
                .collect(Collectors.joining(", ")));
        text.append(counts.isEmpty() ? "none\n\n" : "\n\n");
    }

    private static String shortened(String type) {
        return type.startsWith(ROOT) ? type.substring(ROOT.length()) : type;
    }
}
