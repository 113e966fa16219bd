package io.github.botmetry.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.Botmetry;
import io.github.botmetry.event.TraceContext;
import io.github.botmetry.stats.CounterDefinition;
import io.github.botmetry.stats.Stats;
import io.github.botmetry.stats.TimerDefinition;
import io.github.botmetry.testing.RecordingWiring;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RegistryTest {

    private static final CounterDefinition COMMANDS = CounterDefinition.named("discord.commands")
            .labels("command")
            .help("Commands that were run.")
            .build();

    private static final TimerDefinition DURATION = TimerDefinition.named("discord.command.duration")
            .labels("command")
            .help("From receipt to the answer.")
            .buckets(Duration.ofMillis(100), Duration.ofSeconds(3))
            .build();

    private static PrometheusIntegration into(MeterRegistry registry) {
        return PrometheusIntegration.builder()
                .meterRegistry(registry)
                .endpoint(false)
                .build();
    }

    private static List<String> ids(MeterRegistry registry) {
        return registry.getMeters().stream()
                .map(meter -> meter.getId().toString())
                .sorted()
                .toList();
    }

    @Test
    void prometheusRegistry_showsOurSeriesInItsOwnScrape_andLosesThemAtClose() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.counter("own").increment();
        Botmetry botmetry =
                Botmetry.builder().shutdownHook(false).install(into(registry)).build();
        botmetry.stats().counter(COMMANDS, "ping").incr(2);
        botmetry.stats().timer(DURATION, "ping").record(Duration.ofMillis(100));
        botmetry.stats().timing("lookup", Duration.ofMillis(1_500));
        botmetry.stats().gauge("load", 0.5);
        botmetry.stats().gauge("mybot.build.info", 1);

        String scrape = registry.scrape(Format.OPEN_METRICS.contentType());
        Map<String, ScrapeParser.Parsed> families =
                ScrapeParser.parse(scrape.replaceAll("# HELP own \n", "# HELP own none\n"), Format.OPEN_METRICS);

        assertThat(ScrapeParser.value(families, "discord_commands_total", "command", "ping"))
                .isEqualTo(2);
        assertThat(ScrapeParser.value(
                        families, "discord_command_duration_seconds_bucket", "command", "ping", "le", "0.1"))
                .isEqualTo(1);
        assertThat(families.get("discord_command_duration_seconds").meta()).containsEntry("UNIT", "seconds");
        assertThat(ScrapeParser.value(families, "lookup_seconds_sum")).isEqualTo(1.5);
        assertThat(ScrapeParser.value(families, "load")).isEqualTo(0.5);
        assertThat(ScrapeParser.value(families, "mybot_build_info")).isEqualTo(1);
        assertThat(ScrapeParser.value(families, "own_total")).isEqualTo(1);

        botmetry.close();

        assertThat(registry.isClosed()).isFalse();
        assertThat(ids(registry)).hasSize(1);
        assertThat(registry.scrape()).contains("own_total 1").doesNotContain("discord_commands");
    }

    @Test
    void prometheusRegistryThatWasHandedIn_isServedByTheEndpointToo() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.counter("own").increment(3);
        try (Scraped bot = new Scraped(builder -> builder.meterRegistry(registry))) {
            bot.stats().incr("ours");

            assertThat(bot.text()).contains("own_total 3").containsOnlyOnce("ours_total 1\n");
            assertThat(bot.text()).doesNotContain("jvm_");
        }
    }

    @Test
    void prometheusRegistryThatWasHandedIn_getsNoExemplars_whichItsDefaultsWouldPutWhereOldServersDropTheScrape() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        TraceContext trace = new TraceContext("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", true);
        try (Scraped bot =
                new Scraped(builder -> builder.meterRegistry(registry).traces(() -> trace))) {
            bot.stats().timer(DURATION, "ping").record(Duration.ofMillis(70));

            assertThat(registry.scrape(Format.OPEN_METRICS.contentType()))
                    .contains("discord_command_duration_seconds_count")
                    .doesNotContain(trace.traceId());
            assertThat(bot.openMetrics()).contains(trace.traceId());
        }
    }

    @Test
    void nameThatIsTaken_doesNotSpoilTheRegistrysScrape() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Botmetry botmetry =
                Botmetry.builder().shutdownHook(false).install(into(registry)).build();
        try (botmetry) {
            botmetry.stats().gauge("queue", 1);
            botmetry.stats().timing("lookup", Duration.ofMillis(1));
            registry.counter("queue").increment(4);
            Timer.builder("lookup").register(registry).record(2, TimeUnit.SECONDS);

            assertThat(registry.scrape()).contains("queue_total 4").contains("lookup_seconds_sum 2");
        }
    }

    @Test
    void otherRegistry_readsCountersAndGauges_andIsToldDurations_untilClose() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        registry.counter("own");
        RecordingWiring wiring = new RecordingWiring();
        Stats stats = wiring.stats();
        stats.counter(COMMANDS, "ping").incr(2);
        into(registry).install(wiring);
        stats.gauge("load", 0.5);
        stats.timer(DURATION, "ping").record(Duration.ofMillis(70));
        stats.timing("lookup", Duration.ofMillis(30));
        wiring.sinks().forEach(sink -> flush(sink, wiring));
        stats.counter(COMMANDS, "ping").incr();

        assertThat(registry.get("discord.commands")
                        .tag("command", "ping")
                        .functionCounter()
                        .count())
                .isEqualTo(3);
        assertThat(registry.get("discord.commands").functionCounter().getId().getDescription())
                .isEqualTo("Commands that were run.");
        assertThat(registry.get("load").gauge().value()).isEqualTo(0.5);
        Timer timer = registry.get("discord.command.duration").timer();
        assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(70);
        assertThat(timer.takeSnapshot().histogramCounts())
                .extracting(CountAtBucket::bucket)
                .containsExactly(1e8, 3e9);
        assertThat(registry.get("lookup").timer().count()).isEqualTo(1);
        assertThat(registry.get("botmetry.build.info").gauge().value()).isEqualTo(1);

        wiring.close();
        stats.timing("lookup", Duration.ofMillis(30));

        assertThat(registry.isClosed()).isFalse();
        assertThat(registry.getMeters())
                .extracting(meter -> meter.getId().getName())
                .containsExactly("own");
    }

    private static void flush(io.github.botmetry.stats.StatsSink sink, RecordingWiring wiring) {
        try {
            sink.flush(wiring.series());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void otherRegistry_keepsAMeterThatItHadBefore() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Meter own = registry.counter("votes");
        try (RecordingWiring wiring = new RecordingWiring()) {
            wiring.stats().incr("votes", 5);
            into(registry).install(wiring);
        }

        assertThat(registry.find("votes").meter()).isSameAs(own);
    }

    @Test
    void compositeRegistry_handsOnToEachOfItsRegistries() {
        CompositeMeterRegistry composite = new CompositeMeterRegistry();
        SimpleMeterRegistry simple = new SimpleMeterRegistry();
        PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        composite.add(simple).add(prometheus);
        try (RecordingWiring wiring = new RecordingWiring()) {
            into(composite).install(wiring);
            wiring.stats().timer(DURATION, "ping").record(Duration.ofMillis(70));

            assertThat(simple.get("discord.command.duration").timer().count()).isEqualTo(1);
            assertThat(prometheus.scrape())
                    .contains("discord_command_duration_seconds_bucket{command=\"ping\",le=\"0.1\"} 1");
        }
    }

    @Test
    void jvmMeters_ofARegistryThatHadThem_stayAtClose_andOursGo() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        registry.gauge("jvm.memory.used", 1);
        PrometheusIntegration integration = PrometheusIntegration.builder()
                .meterRegistry(registry)
                .endpoint(false)
                .jvmMetrics(true)
                .build();
        try (RecordingWiring wiring = new RecordingWiring()) {
            integration.install(wiring);
            assertThat(registry.find("jvm.threads.live").meter()).isNotNull();
        }

        assertThat(registry.getMeters())
                .extracting(meter -> meter.getId().getName())
                .containsExactly("jvm.memory.used");
    }
}
