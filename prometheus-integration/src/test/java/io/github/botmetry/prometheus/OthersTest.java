package io.github.botmetry.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.botmetry.Botmetry;
import io.github.botmetry.stats.CounterDefinition;
import io.github.botmetry.stats.TimerDefinition;
import io.github.botmetry.testing.RecordingWiring;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Collectors, meters and other Botmetrys in one registry with ours: a scrape never fails for it, and ours give way. */
class OthersTest {

    private static final CounterDefinition COMMANDS =
            CounterDefinition.named("discord.commands").labels("command").build();
    private static final TimerDefinition DURATION = TimerDefinition.named("discord.command.duration")
            .labels("command")
            .buckets(Duration.ofSeconds(3))
            .build();

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private static GaugeSnapshot snapshot(String name, double value) {
        return GaugeSnapshot.builder()
                .name(name)
                .help("h")
                .dataPoint(new GaugeDataPointSnapshot(value, Labels.of("of", "bot"), null))
                .build();
    }

    /** As the metrics of client_java itself are. */
    private record Named(MetricSnapshot collect) implements Collector {

        @Override
        @SuppressWarnings("deprecation") // its successor is not there with the oldest Micrometer
        public String getPrometheusName() {
            return collect.getMetadata().getPrometheusName();
        }
    }

    private void registerTheBots() {
        PrometheusRegistry collectors = registry.getPrometheusRegistry();
        collectors.register(new Named(CounterSnapshot.builder()
                .name("discord_commands")
                .help("h")
                .dataPoint(new CounterDataPointSnapshot(70, Labels.of("command", "ping"), null, 0))
                .build()));
        collectors.register(new Named(snapshot("discord_command_duration_seconds_count", 71)));
        Collector unnamed = () -> snapshot("load", 72);
        collectors.register(unnamed);
        MultiCollector several = () -> MetricSnapshots.of(snapshot("queue", 73), snapshot("other", 74));
        collectors.register(several);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void collectorsOfTheBot_beforeAndAfterOurs_areShown_andOursAreHidden(boolean isBefore) {
        if (isBefore) {
            registerTheBots();
        }
        try (Scraped bot = new Scraped(builder -> builder.meterRegistry(registry))) {
            bot.stats().counter(COMMANDS, "ping").incr();
            bot.stats().timer(DURATION, "ping").recordNanos(1);
            bot.stats().gauge("load", 1);
            bot.stats().incr("queue");
            bot.stats().incr("ours");
            if (!isBefore) {
                assertThat(registry.scrape()).contains("discord_commands_total{command=\"ping\"} 1");
                registerTheBots();
            }

            for (String scrape : List.of(registry.scrape(), bot.text(), bot.openMetrics(), registry.scrape())) {
                assertThat(scrape)
                        .contains("discord_commands_total{command=\"ping\"} 70")
                        .contains("discord_command_duration_seconds_count{of=\"bot\"} 71")
                        .contains("load{of=\"bot\"} 72", "queue{of=\"bot\"} 73", "other{of=\"bot\"} 74")
                        .contains("ours_total 1")
                        .doesNotContain("duration_seconds_bucket", "queue_total")
                        .containsOnlyOnce("# TYPE load ")
                        .containsOnlyOnce("# TYPE discord_commands");
            }
            assertThat(bot.text()).contains("botmetry_metrics_hidden_total 4\n");
            assertThat(bot.botmetry.warnings())
                    .filteredOn(one -> one.code().equals("hidden-name"))
                    .hasSize(4);
        }
    }

    static Stream<MultiCollector> broken() {
        return Stream.of(
                () -> {
                    throw new IllegalStateException("of the bot");
                },
                () -> null,
                () -> MetricSnapshots.of(snapshot("load", 1), null),
                () -> MetricSnapshots.of(snapshot("twice", 1)));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void collectorThatIsBroken_leavesOursOnMetrics(MultiCollector collector) {
        registry.getPrometheusRegistry().register(collector);
        Collector twice = () -> CounterSnapshot.builder().name("twice").build();
        registry.getPrometheusRegistry().register(twice);
        try (Scraped bot = new Scraped(builder -> builder.meterRegistry(registry))) {
            bot.stats().incr("ours");

            assertThat(bot.text()).contains("ours_total 1\n");
            assertThat(bot.openMetrics()).contains("ours_total 1\n").endsWith("# EOF\n");
        }
    }

    static Stream<MeterRegistry> registries() {
        return Stream.of(
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                new SimpleMeterRegistry(),
                new CompositeMeterRegistry().add(new SimpleMeterRegistry()));
    }

    private static Botmetry built(MeterRegistry into) {
        return Botmetry.builder()
                .shutdownHook(false)
                .install(PrometheusIntegration.builder()
                        .meterRegistry(into)
                        .endpoint(false)
                        .build())
                .build();
    }

    @ParameterizedTest
    @MethodSource("registries")
    void secondBotmetry_inOneRegistry_isRefused_untilTheFirstIsClosed(MeterRegistry shared) {
        try (Botmetry first = built(shared)) {
            first.stats().incr("ours");

            assertThatThrownBy(() -> built(shared))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "meterRegistry must have the numbers of one Botmetry, has the meter botmetry.build.info of"
                                    + " another that is not closed: close that one, or give each a registry of its own");
            if (shared instanceof PrometheusMeterRegistry prometheus) {
                assertThat(prometheus.scrape()).contains("ours_total 1");
            }
        }

        built(shared).close();
    }

    @Test
    void secondBotmetry_thatCannotSeeTheFirstsMeters_isRefusedToo() {
        registry.config().meterFilter(io.micrometer.core.instrument.config.MeterFilter.denyNameStartsWith("botmetry"));
        registry.counter("own").increment();
        assertSecondIsRefused(registry);
    }

    /** As of a bot whose parts each have a registry of Micrometer, all in client_java's default one. */
    @Test
    void secondBotmetry_inAnotherRegistryOfOnePrometheusRegistry_isRefused_untilTheFirstIsClosed() {
        assertSecondIsRefused(new PrometheusMeterRegistry(
                PrometheusConfig.DEFAULT,
                registry.getPrometheusRegistry(),
                io.micrometer.core.instrument.Clock.SYSTEM));
    }

    private void assertSecondIsRefused(PrometheusMeterRegistry others) {
        try (Botmetry first = built(registry)) {
            first.stats().incr("ours");

            assertThatThrownBy(() -> built(others))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("meterRegistry must write to a PrometheusRegistry with the numbers of one")
                    .hasMessageEndingWith("give each a PrometheusRegistry of its own");
            assertThat(registry.scrape()).contains("ours_total 1");
        }

        built(others).close();
        assertThat(registry.scrape()).doesNotContain("botmetry_");
    }

    @Test
    void namesThatMeanTheSame_areToldApart_inAPrometheusBehindAComposite() {
        CompositeMeterRegistry composite = new CompositeMeterRegistry();
        composite.add(registry);
        try (Botmetry botmetry = built(composite)) {
            botmetry.stats().timing("help.open", Duration.ofMillis(1));
            botmetry.stats().timing("help open", Duration.ofMillis(1));
            botmetry.stats().timing("help-open", Duration.ofMillis(1));

            assertThat(registry.scrape().lines().filter(line -> line.matches("help_open.*_seconds_count 1")))
                    .hasSize(3);
        }
    }

    @Test
    void namesOfOtherScripts_areToldApart_inAPrometheusBehindAComposite() {
        CompositeMeterRegistry composite = new CompositeMeterRegistry();
        composite.add(registry);
        RecordingWiring wiring = new RecordingWiring();
        try (wiring) {
            wiring.stats().gauge("jobs.\uD83D\uDE00").set(1);
            wiring.stats().gauge("jobs.\uD83D\uDE01").set(2);
            wiring.stats().timing("t", Duration.ofSeconds(1));
            wiring.stats().gauge("t.seconds.max").set(5);
            install(composite, wiring);

            assertThat(registry.scrape().lines().filter(line -> line.matches("jobs_.* [12].0")))
                    .hasSize(2);
            assertThat(registry.scrape())
                    .containsPattern("\nt_seconds_max \\d")
                    .containsPattern("t_seconds_max_\\w{8} 5.0");
        }
    }

    @Test
    void meterOfTheBot_behindAComposite_withANameThatOursAddsTo_isNotReplacedByOurs() {
        CompositeMeterRegistry composite = new CompositeMeterRegistry();
        composite.add(registry);
        io.micrometer.core.instrument.Gauge.builder("jobs.total", () -> 70).register(composite);
        RecordingWiring wiring = new RecordingWiring();
        try (wiring) {
            wiring.stats().incr("jobs", 5);
            install(composite, wiring);

            assertThat(registry.scrape()).contains("jobs 70.0");
            assertThat(wiring.stats().count("botmetry.metrics.hidden")).isEqualTo(1);
        }
    }

    private static void install(MeterRegistry into, RecordingWiring wiring) {
        PrometheusIntegration.builder()
                .meterRegistry(into)
                .endpoint(false)
                .build()
                .install(wiring);
    }

    @Test
    void meterOfTheBot_behindAComposite_isNotReplacedByOurs() {
        CompositeMeterRegistry composite = new CompositeMeterRegistry();
        composite.add(registry);
        composite.counter("help_open").increment(70);
        RecordingWiring wiring = new RecordingWiring();
        try (wiring) {
            wiring.stats().incr("help.open", 5);
            PrometheusIntegration.builder()
                    .meterRegistry(composite)
                    .endpoint(false)
                    .build()
                    .install(wiring);

            assertThat(registry.scrape()).contains("help_open_total 70").containsOnlyOnce("\nhelp_open_total ");
            assertThat(wiring.stats().count("botmetry.metrics.hidden")).isEqualTo(1);
        }
    }
}
