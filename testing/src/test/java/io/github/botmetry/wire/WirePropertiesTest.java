package io.github.botmetry.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.botmetry.stats.CounterDefinition;
import io.github.botmetry.stats.CounterSeries;
import io.github.botmetry.stats.Definition;
import io.github.botmetry.stats.GaugeDefinition;
import io.github.botmetry.stats.GaugeSeries;
import io.github.botmetry.stats.Series;
import io.github.botmetry.stats.Stats;
import io.github.botmetry.stats.TimerDefinition;
import io.github.botmetry.stats.TimerSeries;
import io.github.botmetry.statsd.Dialect;
import io.github.botmetry.statsd.StatsD;
import io.github.botmetry.testing.DogStatsDParser;
import io.github.botmetry.testing.PlainParser;
import io.github.botmetry.testing.RecordingWiring;
import io.github.botmetry.testing.StatsDLine;
import io.github.botmetry.testing.UdpCapture;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a bot passes as name, label or value: what leaves is valid, and says exactly what was recorded. */
class WirePropertiesTest {

    private static final int TRIES = 100;
    private static final CounterDefinition COMMANDS = CounterDefinition.named("discord.commands")
            .labels("command", "outcome")
            .path("commands.{command}")
            .path("commands.{command}.{outcome}")
            .build();
    private static final GaugeDefinition SIZES =
            GaugeDefinition.named("sizes").labels("of").path("{of}.size").build();
    private static final TimerDefinition LOOKUPS = TimerDefinition.named("lookups")
            .labels("table")
            .path("lookup-{table}")
            .build();

    /** One call that a bot makes. */
    record Call(int what, String name, String label, long number, double real) {

        void on(Stats stats) {
            switch (what) {
                case 0 -> stats.incr(name, number);
                case 1 -> stats.gauge(name, real);
                case 2 -> stats.timing(name, Duration.ofNanos(number));
                case 3 -> stats.counter(COMMANDS, name, label).incr(number);
                case 4 -> stats.gauge(SIZES, label).set(real);
                case 5 -> stats.timer(LOOKUPS, label).recordNanos(number);
                default -> stats.namespace(label).incr(name);
            }
        }
    }

    @Provide
    Arbitrary<List<Call>> calls() {
        Arbitrary<String> hostile = Arbitraries.strings()
                .withChars(":|@#,;\n\r\0\u0001\u0002. {}$\\-_%=+aB7\u00e9\u043e\u2028\ud83d\udc4d")
                .ofMaxLength(12);
        Arbitrary<String> alike =
                Arbitraries.strings().withChars("a-_. \u00e9/").ofMinLength(2).ofMaxLength(3);
        Arbitrary<String> paths = alike.map(value -> "commands." + value);
        Arbitrary<String> strings = Arbitraries.oneOf(
                hostile, alike, paths, Arbitraries.strings().all().ofMaxLength(300));
        Arbitrary<Long> numbers = Arbitraries.oneOf(
                Arbitraries.longs().between(-5, 5_000), Arbitraries.longs().between(0, Long.MAX_VALUE / 100));
        Arbitrary<Double> reals = Arbitraries.oneOf(
                Arbitraries.doubles(),
                Arbitraries.doubles().between(-10, 10),
                Arbitraries.of(-0.0, Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, -Double.MAX_VALUE));
        return Combinators.combine(Arbitraries.integers().between(0, 6), strings, strings, numbers, reals)
                .as(Call::new)
                .list()
                .ofMaxSize(60);
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void plainDialect_saysExactlyWhatWasRecorded(@ForAll("calls") List<Call> calls) throws Exception {
        try (UdpCapture capture = UdpCapture.start(new PlainParser());
                RecordingWiring wiring = flushed(calls, capture, Dialect.PLAIN)) {
            requireSame(recorded(wiring, Dialect.PLAIN), onTheWire(capture), Dialect.PLAIN);
        }
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void dogStatsD_saysExactlyWhatWasRecorded(@ForAll("calls") List<Call> calls) throws Exception {
        try (UdpCapture capture = UdpCapture.start(new DogStatsDParser());
                RecordingWiring wiring = flushed(calls, capture, Dialect.DOGSTATSD)) {
            requireSame(recorded(wiring, Dialect.DOGSTATSD), onTheWire(capture), Dialect.DOGSTATSD);
        }
    }

    private static RecordingWiring flushed(List<Call> calls, UdpCapture capture, Dialect dialect) throws Exception {
        RecordingWiring wiring = new RecordingWiring();
        StatsD.builder()
                .host(capture.host())
                .port(capture.port())
                .prefix("bot")
                .dialect(dialect)
                .maxPacketBytes(1432)
                .build()
                .install(wiring);
        calls.forEach(call -> call.on(wiring.stats()));
        wiring.sinks().get(0).flush(wiring.series());
        wiring.sinks().get(0).close(Duration.ofSeconds(10));
        capture.settle();
        assertThat(capture.maxDatagramBytes()).isLessThanOrEqualTo(1432);
        return wiring;
    }

    /** The series of the bot by all that makes them one number for a server: a path and the values in it, or all labels. */
    private static Map<Object, List<Series>> recorded(RecordingWiring wiring, Dialect dialect) {
        Map<Object, List<Series>> recorded = new LinkedHashMap<>();
        for (Series series : wiring.series()) {
            Definition definition = series.definition();
            if (definition.name().startsWith("botmetry.")) {
                continue;
            }
            int names =
                    dialect == Dialect.PLAIN ? Math.max(1, definition.paths().size()) : 1;
            for (int path = 0; path < names; path++) {
                List<String> values = new ArrayList<>();
                definition.plainName(path, label -> {
                    values.add(series.labelValues().get(definition.labels().indexOf(label)));
                    return label;
                });
                Object number = dialect == Dialect.PLAIN ? List.of(definition, path, values) : series;
                recorded.computeIfAbsent(number, key -> new ArrayList<>()).add(series);
            }
        }
        return recorded;
    }

    private static Map<Object, List<StatsDLine>> onTheWire(UdpCapture capture) {
        Map<Object, List<StatsDLine>> wire = new LinkedHashMap<>();
        for (StatsDLine line : capture.parsed()) {
            List<Object> key = List.of(line.name(), line.tags());
            wire.computeIfAbsent(key, name -> new ArrayList<>()).add(line);
        }
        return wire;
    }

    /** As many numbers as were recorded, with the same values: so no two share a name, and none is lost. */
    private static void requireSame(
            Map<Object, List<Series>> recorded, Map<Object, List<StatsDLine>> wire, Dialect dialect) {
        wire.values()
                .forEach(lines -> assertThat(lines)
                        .extracting(StatsDLine::type)
                        .containsOnly(lines.get(0).type()));
        String names = recorded + " as " + wire.keySet();
        assertThat(sent(wire, StatsDLine.Type.COUNTER).map(WirePropertiesTest::sum))
                .as(names)
                .containsExactlyInAnyOrderElementsOf(numbers(recorded, CounterSeries.class)
                        .map(series ->
                                series.stream().mapToLong(CounterSeries::total).sum())
                        .filter(sum -> sum > 0)
                        .map(BigDecimal::valueOf)
                        .toList());
        requireGauges(names, recorded, wire, dialect == Dialect.PLAIN ? 0 : 0.000_000_51);
        List<List<Long>> timers = numbers(recorded, TimerSeries.class)
                .map(series -> series.stream()
                        .flatMap(one -> samples(one).stream())
                        .sorted()
                        .toList())
                .filter(nanos -> !nanos.isEmpty())
                .toList();
        if (dialect == Dialect.PLAIN) {
            assertThat(sent(wire, StatsDLine.Type.TIMING).map(WirePropertiesTest::nanos))
                    .as(names)
                    .containsExactlyInAnyOrderElementsOf(timers);
        } else {
            requireMillis(names, timers, sent(wire, StatsDLine.Type.TIMING).toList());
        }
    }

    private static <S extends Series> Stream<List<S>> numbers(Map<Object, List<Series>> recorded, Class<S> kind) {
        return recorded.values().stream()
                .filter(series -> kind.isInstance(series.get(0)))
                .map(series -> series.stream().map(kind::cast).toList());
    }

    private static Stream<List<StatsDLine>> sent(Map<Object, List<StatsDLine>> wire, StatsDLine.Type type) {
        return wire.values().stream().filter(lines -> lines.get(0).type() == type);
    }

    private static BigDecimal sum(List<StatsDLine> lines) {
        return lines.stream().map(StatsDLine::scaled).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<Long> nanos(List<StatsDLine> lines) {
        return lines.stream()
                .map(line -> line.value().movePointRight(6).longValueExact())
                .sorted()
                .toList();
    }

    private static void requireGauges(
            String names, Map<Object, List<Series>> recorded, Map<Object, List<StatsDLine>> wire, double tolerance) {
        List<Double> values = numbers(recorded, GaugeSeries.class)
                .map(series -> series.get(0).value() + 0.0)
                .filter(value -> !value.isNaN())
                .sorted()
                .toList();
        List<Double> shown = sent(wire, StatsDLine.Type.GAUGE)
                .map(lines -> lines.get(lines.size() - 1).value().doubleValue())
                .sorted()
                .toList();
        assertThat(shown).as(names).hasSameSizeAs(values);
        for (int i = 0; i < values.size(); i++) {
            assertThat(shown.get(i)).as(names).isCloseTo(values.get(i), within(tolerance));
        }
    }

    /** Datadog's client has whole milliseconds, whose sum is right. */
    private static void requireMillis(String names, List<List<Long>> timers, List<List<StatsDLine>> timings) {
        assertThat(timings)
                .as(names)
                .extracting(List::size)
                .containsExactlyInAnyOrderElementsOf(
                        timers.stream().map(List::size).toList());
        BigDecimal recorded =
                timers.stream().flatMap(List::stream).map(BigDecimal::valueOf).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal sent =
                timings.stream().flatMap(List::stream).map(StatsDLine::value).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal tolerance = new BigDecimal("0.5").multiply(BigDecimal.valueOf(timers.size()));
        assertThat(sent).as(names).isCloseTo(recorded.movePointLeft(6), within(tolerance));
    }

    private static List<Long> samples(TimerSeries series) {
        long[] nanos = new long[(int) series.count()];
        int kept = series.samplesSince(0, nanos);
        List<Long> samples = new ArrayList<>();
        for (int i = 0; i < kept; i++) {
            samples.add(nanos[i]);
        }
        return samples;
    }
}
