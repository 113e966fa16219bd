package io.github.botmetry.testing;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Sums lines as a server would. Guarded by its capture. */
final class Tally {

    private final StatsDParser parser;
    private final List<StatsDLine> lines = new ArrayList<>();
    private final Map<String, List<StatsDLine>> byName = new HashMap<>();
    private final List<String> malformed = new ArrayList<>();

    Tally(StatsDParser parser) {
        this.parser = parser;
    }

    void add(UdpCapture.Datagram datagram) {
        for (String text : datagram.lines()) {
            try {
                StatsDLine line = parser.parse(text);
                lines.add(line);
                byName.computeIfAbsent(line.name(), name -> new ArrayList<>()).add(line);
            } catch (MalformedLineException e) {
                malformed.add(e.getMessage() + " from " + datagram.source());
            }
        }
    }

    List<StatsDLine> lines() {
        return List.copyOf(lines);
    }

    List<String> malformed() {
        return List.copyOf(malformed);
    }

    void requireWellFormed() {
        if (!malformed.isEmpty()) {
            throw new AssertionError(malformed.size() + " malformed lines: "
                    + String.join("; ", malformed.subList(0, Math.min(20, malformed.size()))));
        }
    }

    long counter(String name, String... tags) {
        return of(StatsDLine.Type.COUNTER, name, tags)
                .map(StatsDLine::scaled)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .longValueExact();
    }

    double gauge(String name, String... tags) {
        BigDecimal value = null;
        for (StatsDLine line : of(StatsDLine.Type.GAUGE, name, tags).toList()) {
            boolean isDelta = parser.signIsDelta() && line.isSigned();
            value = isDelta && value != null ? value.add(line.value()) : line.value();
        }
        return value == null ? Double.NaN : value.doubleValue();
    }

    List<Duration> timings(String name, String... tags) {
        return of(StatsDLine.Type.TIMING, name, tags)
                .map(line -> Duration.ofNanos(line.value().movePointRight(6).longValueExact()))
                .toList();
    }

    long timingCount(String name, String... tags) {
        return of(StatsDLine.Type.TIMING, name, tags)
                .mapToLong(StatsDLine::weight)
                .sum();
    }

    private Stream<StatsDLine> of(StatsDLine.Type type, String name, String... tags) {
        return byName.getOrDefault(name, List.of()).stream()
                .filter(line -> line.type() == type)
                .filter(line -> hasTags(line, tags));
    }

    private static boolean hasTags(StatsDLine line, String... tags) {
        for (String tag : tags) {
            int colon = tag.indexOf(':');
            if (colon < 0) {
                throw new IllegalArgumentException("tag must be key:value, was \"" + tag + "\"");
            }
            if (!tag.substring(colon + 1).equals(line.tags().get(tag.substring(0, colon)))) {
                return false;
            }
        }
        return true;
    }
}
