package io.github.botmetry.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.guard.Warnings;
import io.github.botmetry.stats.CounterDefinition;
import io.github.botmetry.stats.GaugeDefinition;
import io.github.botmetry.stats.GaugeSeries;
import io.github.botmetry.stats.Series;
import io.github.botmetry.stats.Stats;
import io.github.botmetry.stats.TimerDefinition;
import io.github.botmetry.testing.RecordingStats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.lifecycle.BeforeTry;

/** Whatever is recorded, what a scrape gives parses back, in both formats and through a registry of client_java. */
class ScrapePropertiesTest {

    private static final long YEAR_NANOS = 365L * 24 * 3_600 * 1_000_000_000;

    private static final Warnings WARNINGS = new Warnings(false);

    private RecordingStats stats;
    private Exposition exposition;

    @BeforeTry
    void beginAnew() {
        stats = RecordingStats.create();
        exposition = new Exposition(
                stats::series,
                new OtherNames(null),
                new Exemplars(() -> null, () -> 0, () -> 0),
                new HiddenNames(stats.counter("hidden"), WARNINGS));
    }

    private Map<String, ScrapeParser.Parsed> parsed(Format format) throws IOException {
        ByteArrayOutputStream direct = new ByteArrayOutputStream();
        new Scrape(exposition, null, WARNINGS.guard("meters")).write(direct, format);
        ByteArrayOutputStream collected = new ByteArrayOutputStream();
        PrometheusRegistry registry = new PrometheusRegistry();
        registry.register(exposition);
        format.library().write(collected, registry.scrape());

        Map<String, ScrapeParser.Parsed> families = ScrapeParser.parse(direct.toString(StandardCharsets.UTF_8), format);
        assertThat(ScrapeParser.parse(collected.toString(StandardCharsets.UTF_8), format)
                        .keySet())
                .hasSameSizeAs(families.keySet());
        return families;
    }

    @Provide
    Arbitrary<String> names() {
        Arbitrary<String> hostile = Arbitraries.strings().ofMaxLength(30);
        Arbitrary<String> alike =
                Arbitraries.strings().withChars("a-_. 1:\u00e9/").ofMinLength(1).ofMaxLength(3);
        Arbitrary<String> reserved = Arbitraries.of(
                        "votes", "total", "_total", "created", "bucket", "info", "seconds", "count", "sum", "le")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(parts -> String.join(".", parts));
        return Arbitraries.oneOf(hostile, alike, reserved);
    }

    @Property(tries = 300)
    void anyNames_giveAScrapeThatParses(@ForAll @Size(max = 12) List<@net.jqwik.api.From("names") String> names)
            throws IOException {
        for (int i = 0; i < names.size(); i++) {
            switch (i % 3) {
                case 0 -> stats.incr(names.get(i));
                case 1 -> stats.gauge(names.get(i), i);
                default -> stats.timing(names.get(i), Duration.ofMillis(i));
            }
        }

        long gauges = StreamSupport.stream(stats.series().spliterator(), false)
                .filter(GaugeSeries.class::isInstance)
                .filter(one -> Double.isNaN(((GaugeSeries) one).value()))
                .count();
        long others = StreamSupport.stream(stats.series().spliterator(), false)
                .map(Series::definition)
                .distinct()
                .count();
        for (Format format : Format.values()) {
            assertThat(parsed(format)).hasSize((int) (others - gauges)); // so none is lost, and no two are one
        }
    }

    @Property(tries = 300)
    void anyValuesOfLabels_stayApart_andParseBack(@ForAll @Size(max = 8) Set<@StringLength(max = 200) String> values)
            throws IOException {
        CounterDefinition counted =
                CounterDefinition.named("counted").labels("value").build();
        TimerDefinition timed = TimerDefinition.named("timed")
                .labels("le", "label_le")
                .buckets(Duration.ofMillis(1), Duration.ofSeconds(1))
                .build();
        values.forEach(value -> stats.counter(counted, value).incr());
        values.forEach(value -> stats.timer(timed, value, value).recordNanos(value.length()));

        for (Format format : Format.values()) {
            Map<String, ScrapeParser.Parsed> families = parsed(format);
            Set<String> read = new HashSet<>();
            families.getOrDefault(
                            format == Format.TEXT ? "counted_total" : "counted",
                            new ScrapeParser.Parsed("", Map.of(), Map.of()))
                    .samples()
                    .values()
                    .forEach(sample -> read.add(sample.labels().get("value")));
            Set<String> spelled = new HashSet<>();
            values.forEach(value -> spelled.add(LabelText.value(value)));
            assertThat(read).isEqualTo(spelled).hasSameSizeAs(values);
        }
    }

    @Property(tries = 300)
    void anyNumbers_parseBack(
            @ForAll @LongRange(min = 0, max = 1L << 53) long count,
            @ForAll @LongRange(min = 0, max = YEAR_NANOS) long nanos,
            @ForAll @DoubleRange(min = -1e308, max = 1e308) double value,
            @ForAll @StringLength(max = 200) String text)
            throws IOException {
        Stats own = stats;
        own.incr("counted", count);
        own.timing("timed", Duration.ofNanos(nanos));
        own.gauge(GaugeDefinition.named("read").help(text).unit(text).build()).set(value);

        for (Format format : Format.values()) {
            Map<String, ScrapeParser.Parsed> families = parsed(format);
            assertThat(ScrapeParser.value(families, "counted_total")).isEqualTo(count);
            assertThat(ScrapeParser.value(families, "timed_seconds_sum"))
                    .isEqualTo(new BigDecimal(nanos).movePointLeft(9).doubleValue());
            assertThat(families.values())
                    .filteredOn(family -> family.name().startsWith("read"))
                    .flatExtracting(family -> family.samples().values())
                    .singleElement()
                    .extracting("value")
                    .isEqualTo(value);
        }
    }
}
