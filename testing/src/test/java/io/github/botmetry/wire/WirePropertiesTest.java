package io.github.botmetry.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.botmetry.stats.CounterDefinition;
import io.github.botmetry.stats.CounterSeries;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        Arbitrary<String> strings =
                Arbitraries.oneOf(hostile, Arbitraries.strings().all().ofMaxLength(300));
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
            Map<String, List<Series>> byName = new HashMap<>();
            for (Series series : wiring.series()) {
                for (String name : series.definition().plainNames(series.labelValues())) {
                    byName.computeIfAbsent("bot." + name, key -> new ArrayList<>())
                            .add(series);
                }
            }
            requireSame(byName, wireByName(capture, false), Dialect.PLAIN);
        }
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void dogStatsD_saysExactlyWhatWasRecorded(@ForAll("calls") List<Call> calls) throws Exception {
        try (UdpCapture capture = UdpCapture.start(new DogStatsDParser());
                RecordingWiring wiring = flushed(calls, capture, Dialect.DOGSTATSD)) {
            Map<String, List<Series>> byName = new HashMap<>();
            for (Series series : wiring.series()) {
                byName.computeIfAbsent(tagged(series), key -> new ArrayList<>()).add(series);
            }
            requireSame(byName, wireByName(capture, true), Dialect.DOGSTATSD);
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

    /** The rule for tags: letters and digits below U+20000 and {@code _-./} stay, 150 characters at most. */
    private static String tagged(Series series) {
        boolean isDeclared = series.definition().isDeclared();
        StringBuilder key = new StringBuilder("bot.")
                .append(
                        isDeclared
                                ? series.definition().name()
                                : series.definition().plainNames(List.of()).get(0));
        for (int i = 0; i < series.labelValues().size(); i++) {
            StringBuilder value = new StringBuilder();
            series.labelValues()
                    .get(i)
                    .codePoints()
                    .limit(150)
                    .map(c -> (Character.isLetterOrDigit(c) && c < 0x20000) || "_-./".indexOf(c) >= 0 ? c : '_')
                    .forEach(value::appendCodePoint);
            key.append(' ').append(series.definition().labels().get(i)).append('=');
            key.append(value.isEmpty() ? "_" : value);
        }
        return key.toString();
    }

    private static Map<String, List<StatsDLine>> wireByName(UdpCapture capture, boolean withTags) {
        Map<String, List<StatsDLine>> byName = new HashMap<>();
        for (StatsDLine line : capture.parsed()) {
            StringBuilder key = new StringBuilder(line.name());
            if (withTags) {
                for (String label : List.of("command", "outcome", "of", "table")) {
                    if (line.tags().containsKey(label)) {
                        key.append(' ')
                                .append(label)
                                .append('=')
                                .append(line.tags().get(label));
                    }
                }
            }
            byName.computeIfAbsent(key.toString(), name -> new ArrayList<>()).add(line);
        }
        return byName;
    }

    private static void requireSame(
            Map<String, List<Series>> recorded, Map<String, List<StatsDLine>> wire, Dialect dialect) {
        assertThat(recorded.keySet()).containsAll(wire.keySet());
        recorded.forEach((name, series) -> {
            List<StatsDLine> lines = wire.getOrDefault(name, List.of());
            requireCounters(name, series, lines);
            requireGauges(name, series, lines, dialect);
            requireTimers(name, series, lines, dialect);
        });
    }

    private static void requireCounters(String name, List<Series> series, List<StatsDLine> lines) {
        BigDecimal recorded = series.stream()
                .filter(CounterSeries.class::isInstance)
                .filter(one -> !one.definition().name().startsWith("botmetry."))
                .map(one -> BigDecimal.valueOf(((CounterSeries) one).total()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal sent = of(StatsDLine.Type.COUNTER, lines).stream()
                .map(StatsDLine::scaled)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sent).as(name).isEqualByComparingTo(recorded);
    }

    /** Gauges of the same wire name overwrite each other there, so that the last one counts; Datadog's client has six decimals. */
    private static void requireGauges(String name, List<Series> series, List<StatsDLine> lines, Dialect dialect) {
        List<Double> recorded = series.stream()
                .filter(GaugeSeries.class::isInstance)
                .filter(one -> !one.definition().name().startsWith("botmetry."))
                .map(one -> ((GaugeSeries) one).value() + 0.0)
                .filter(value -> !value.isNaN())
                .toList();
        List<StatsDLine> gauges = of(StatsDLine.Type.GAUGE, lines);
        assertThat(gauges.isEmpty()).as(name).isEqualTo(recorded.isEmpty());
        if (!gauges.isEmpty()) {
            double shown = gauges.get(gauges.size() - 1).value().doubleValue();
            double last = recorded.get(recorded.size() - 1);
            assertThat(shown).as(name).isCloseTo(last, within(dialect == Dialect.PLAIN ? 0 : 0.000_000_51));
        }
    }

    /** Datadog's client has whole milliseconds, whose sum is right. */
    private static void requireTimers(String name, List<Series> series, List<StatsDLine> lines, Dialect dialect) {
        List<List<Long>> recorded = series.stream()
                .filter(TimerSeries.class::isInstance)
                .filter(one -> !one.definition().name().startsWith("botmetry."))
                .map(one -> samples((TimerSeries) one))
                .toList();
        List<Long> all = recorded.stream().flatMap(List::stream).toList();
        List<StatsDLine> timings = of(StatsDLine.Type.TIMING, lines);
        if (dialect == Dialect.PLAIN) {
            assertThat(timings)
                    .as(name)
                    .extracting(line -> line.value().movePointRight(6).longValueExact())
                    .containsExactlyInAnyOrderElementsOf(all);
            return;
        }
        assertThat(timings).as(name).hasSameSizeAs(all);
        BigDecimal sent = timings.stream().map(StatsDLine::value).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal sum = all.stream().map(BigDecimal::valueOf).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sent)
                .as(name)
                .isCloseTo(
                        sum.movePointLeft(6),
                        within(new BigDecimal("0.5").multiply(BigDecimal.valueOf(recorded.size()))));
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

    private static List<StatsDLine> of(StatsDLine.Type type, List<StatsDLine> lines) {
        return lines.stream().filter(line -> line.type() == type).toList();
    }
}
