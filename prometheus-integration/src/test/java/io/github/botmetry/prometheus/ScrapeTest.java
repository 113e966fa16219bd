package io.github.botmetry.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.Botmetry;
import io.github.botmetry.event.TraceContext;
import io.github.botmetry.guard.Warning;
import io.github.botmetry.stats.CounterDefinition;
import io.github.botmetry.stats.GaugeDefinition;
import io.github.botmetry.stats.OriginalHash;
import io.github.botmetry.stats.TimerDefinition;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScrapeTest {

    private static final CounterDefinition COMMANDS = CounterDefinition.named("discord.commands")
            .labels("command", "outcome")
            .path("commands.{command}.{outcome}")
            .help("Commands that were run.")
            .build();

    private static final TimerDefinition DURATION = TimerDefinition.named("discord.command.duration")
            .labels("command")
            .help("From receipt to the answer.")
            .buckets(Duration.ofMillis(50), Duration.ofSeconds(1), Duration.ofSeconds(3))
            .build();

    private static final TraceContext TRACE =
            new TraceContext("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", true);

    @Test
    void counters_endInTotal_withHelpAndType() {
        try (Scraped bot = new Scraped()) {
            bot.stats().counter(COMMANDS, "ping", "ok").incr(3);
            bot.stats().incr("packages.requested");

            assertThat(bot.text())
                    .contains("# HELP discord_commands_total Commands that were run.\n"
                            + "# TYPE discord_commands_total counter\n"
                            + "discord_commands_total{command=\"ping\",outcome=\"ok\"} 3\n")
                    .contains("# HELP packages_requested_total Recorded as packages.requested.\n"
                            + "# TYPE packages_requested_total counter\npackages_requested_total 1\n");
            assertThat(bot.openMetrics())
                    .contains("# HELP discord_commands Commands that were run.\n# TYPE discord_commands counter\n"
                            + "discord_commands_total{command=\"ping\",outcome=\"ok\"} 3\n")
                    .endsWith("# EOF\n");
        }
    }

    @Test
    void timers_areHistogramsInSeconds_withTheBoundsOfTheirDefinition() {
        try (Scraped bot = new Scraped()) {
            bot.stats().timer(DURATION, "ping").record(Duration.ofMillis(50));
            bot.stats().timer(DURATION, "ping").record(Duration.ofMillis(1_500));

            assertThat(bot.openMetrics()).contains("""
                    # HELP discord_command_duration_seconds From receipt to the answer.
                    # TYPE discord_command_duration_seconds histogram
                    # UNIT discord_command_duration_seconds seconds
                    discord_command_duration_seconds_bucket{command="ping",le="0.05"} 1
                    discord_command_duration_seconds_bucket{command="ping",le="1.0"} 1
                    discord_command_duration_seconds_bucket{command="ping",le="3.0"} 2
                    discord_command_duration_seconds_bucket{command="ping",le="+Inf"} 2
                    discord_command_duration_seconds_count{command="ping"} 2
                    discord_command_duration_seconds_sum{command="ping"} 1.55
                    """);
        }
    }

    @Test
    void timersWithoutBounds_areSummaries() {
        try (Scraped bot = new Scraped()) {
            bot.stats().timing("lookup", Duration.ofNanos(1_000_000_007));

            assertThat(bot.text()).contains("""
                    # TYPE lookup_seconds summary
                    lookup_seconds_count 1
                    lookup_seconds_sum 1.000000007
                    """);
        }
    }

    @Test
    void gauges_haveTheirUnitInTheirName_andAreAbsentWithoutAValue() {
        try (Scraped bot = new Scraped()) {
            GaugeDefinition size = GaugeDefinition.named("queue.size")
                    .unit("bytes")
                    .help("Waiting.")
                    .build();
            bot.stats().gauge(size).set(-0.25);
            bot.stats().gauge("never.set");
            bot.stats().gauge("large", 1e300);

            Map<String, ScrapeParser.Parsed> scrape = bot.parsed();

            assertThat(ScrapeParser.value(scrape, "queue_size_bytes")).isEqualTo(-0.25);
            assertThat(ScrapeParser.value(scrape, "large")).isEqualTo(1e300);
            assertThat(scrape.get("queue_size_bytes").meta()).containsEntry("UNIT", "bytes");
            assertThat(scrape).doesNotContainKey("never_set");
        }
    }

    @Test
    void valuesOfLabels_areEscaped_andControlCharactersSpelledOut() {
        try (Scraped bot = new Scraped()) {
            bot.stats().counter(COMMANDS, "a\"b\\c\nd\u0000\ud800", "ok").incr();
            bot.stats().counter(COMMANDS, "\u0001", "ok").incr(2);
            bot.stats().counter(COMMANDS, "\\u0001", "ok").incr(3);
            bot.stats()
                    .counter(COMMANDS, "\\u0001_" + OriginalHash.of("\u0001"), "ok")
                    .incr(4); // the form of another

            assertThat(bot.text())
                    .contains("{command=\"a\\\"b\\\\c\\nd\\\\u0000\\\\ud800_4bdd804c\",outcome=\"ok\"} 1\n")
                    .containsPattern("\\{command=\"\\\\\\\\u0001_[0-9a-f]{8}\",outcome=\"ok\"} 2\n")
                    .contains("{command=\"\\\\u0001\",outcome=\"ok\"} 3\n")
                    .containsPattern("\\{command=\"\\\\\\\\u0001_[0-9a-f]{8}_[0-9a-f]{8}\",outcome=\"ok\"} 4\n");
        }
    }

    @Test
    void namesThatMeanTheSame_areToldApart_andSaidOnce() {
        try (Scraped bot = new Scraped()) {
            bot.stats().incr("votes", 5);
            bot.stats().incr("votes.total", 7);
            bot.stats().gauge("lookup.seconds.count", 1);
            bot.stats().timing("lookup", Duration.ofMillis(1));
            bot.stats().gauge("help-open", 2);
            bot.stats().gauge("help open", 3);
            bot.stats().gauge("help\u2192open", 4);

            Map<String, ScrapeParser.Parsed> scrape = bot.parsed();

            assertThat(ScrapeParser.value(scrape, "votes_total")).isEqualTo(5);
            assertThat(ScrapeParser.value(scrape, "votes_3ae900e0_total")).isEqualTo(7);
            assertThat(ScrapeParser.value(scrape, "lookup_seconds_count")).isEqualTo(1);
            assertThat(ScrapeParser.value(scrape, "lookup_33e22d32_seconds_count"))
                    .isEqualTo(1);
            assertThat(ScrapeParser.value(scrape, "help_open")).isEqualTo(2);
            assertThat(scrape.keySet())
                    .filteredOn(name -> name.matches("help_open_[0-9a-f]{8}"))
                    .hasSize(2);
            assertThat(ScrapeParser.value(bot.parsed(), "botmetry_metrics_hidden_total"))
                    .isZero();
            assertThat(bot.botmetry.warnings())
                    .filteredOn(one -> one.code().equals("changed-name"))
                    .extracting(Warning::subject)
                    .containsExactly(
                            "help open on /metrics",
                            "help\u2192open on /metrics",
                            "lookup on /metrics",
                            "votes.total on /metrics");
        }
    }

    @Test
    void gaugesAndTimers_keepEndingsThatAreOthers_inBothFormats() {
        try (Scraped bot = new Scraped()) {
            bot.stats().gauge("disk.total", 1);
            bot.stats().gauge("jobs.created", 2);
            bot.stats().gauge("fill.bucket", 3);
            bot.stats().incr("runs.created", 4);
            bot.stats().incr("votes.total", 5);
            bot.stats().timing("time.total", Duration.ofSeconds(6));

            for (Format format : Format.values()) {
                Map<String, ScrapeParser.Parsed> scrape =
                        ScrapeParser.parse(format == Format.TEXT ? bot.text() : bot.openMetrics(), format);
                assertThat(ScrapeParser.value(scrape, "disk_total")).isEqualTo(1);
                assertThat(ScrapeParser.value(scrape, "jobs_created")).isEqualTo(2);
                assertThat(ScrapeParser.value(scrape, "fill_bucket")).isEqualTo(3);
                assertThat(ScrapeParser.value(scrape, "runs_created_total")).isEqualTo(4);
                assertThat(ScrapeParser.value(scrape, "votes_total")).isEqualTo(5);
                assertThat(ScrapeParser.value(scrape, "time_total_seconds_sum")).isEqualTo(6);
            }
            assertThat(bot.botmetry.warnings()).isEmpty();
        }
    }

    @Test
    void ownMetersOfMicrometer_standBesideOurs_andKeepANameThatTheyHave() {
        try (Scraped bot = new Scraped()) {
            Counter.builder("bot.meter").description("Of the bot's own.").register(bot.prometheus.meterRegistry());
            bot.prometheus.meterRegistry().counter("taken", "by", "micrometer").increment(2);
            bot.stats().incr("taken", 7);
            bot.stats().incr("ours");

            Map<String, ScrapeParser.Parsed> scrape =
                    ScrapeParser.parse(bot.text().replaceAll("# HELP ([^ ]+) \n", "# HELP $1 none\n"), Format.TEXT);

            assertThat(ScrapeParser.value(scrape, "bot_meter_total")).isZero();
            assertThat(ScrapeParser.value(scrape, "taken_total", "by", "micrometer"))
                    .isEqualTo(2);
            assertThat(ScrapeParser.value(scrape, "ours_total")).isEqualTo(1);
            assertThat(scrape)
                    .containsKeys("jvm_memory_used_bytes", "process_uptime_seconds", "jvm_threads_live_threads");
            assertThat(ScrapeParser.value(scrape, "botmetry_build_info", "version", Botmetry.version()))
                    .isEqualTo(1);
        }
    }

    @Test
    void refusalsAndFailuresOfTheGuard_areSeries() {
        try (Scraped bot = new Scraped()) {
            bot.stats().gauge("load", Double.NaN);
            bot.stats().gauge("broken").read(() -> {
                throw new IllegalStateException("of the supplier");
            });
            bot.text();

            Map<String, ScrapeParser.Parsed> scrape = bot.parsed();

            assertThat(ScrapeParser.value(scrape, "botmetry_refused_total", "reason", "value"))
                    .isEqualTo(1);
            assertThat(ScrapeParser.value(scrape, "botmetry_refused_total", "reason", "collision"))
                    .isZero();
            assertThat(ScrapeParser.value(scrape, "botmetry_guard_failures_total", "component", "gauge supplier"))
                    .isPositive();
        }
    }

    @Test
    void exemplars_standOnBuckets_onlyInOpenMetrics_andOnlyOfSampledTraces() {
        try (Scraped bot = new Scraped()) {
            bot.stats().timer(DURATION, "before").recordNanos(1);
            bot.botmetry.wiring().traces(() -> TRACE);
            bot.stats().timer(DURATION, "ping").record(Duration.ofMillis(700));
            bot.stats().timing("summary", Duration.ofMillis(700));
            bot.botmetry.wiring().traces(() -> new TraceContext(TRACE.traceId(), TRACE.spanId(), false));
            bot.stats().timer(DURATION, "unsampled").record(Duration.ofMillis(700));

            assertThat(bot.openMetrics())
                    .containsOnlyOnce(" # {")
                    .containsPattern("duration_seconds_bucket\\{command=\"ping\",le=\"1.0\"} 1 # \\{trace_id=\""
                            + TRACE.traceId() + "\",span_id=\"" + TRACE.spanId() + "\"} 0\\.7 \\d{10}\\.\\d+\n");
            assertThat(bot.text()).doesNotContain(" # {");
            ScrapeParser.parse(bot.openMetrics(), Format.OPEN_METRICS);
        }
    }

    @Test
    void exemplars_ofABotsOwnTracer_areTakenFromTheBuilder() {
        try (Scraped bot = new Scraped(builder -> builder.traces(() -> TRACE))) {
            bot.stats().timer(DURATION, "ping").record(Duration.ofMillis(700));

            assertThat(bot.openMetrics()).contains("trace_id=\"" + TRACE.traceId() + "\"");
        }
    }

    @Test
    void exemplar_ofABusyBucket_isReplacedOnceASecond_alsoWhenTheClockIsSetBack() {
        long[] nanos = {Long.MAX_VALUE - 500_000_000};
        long[] clock = {Duration.ofDays(20_000).toMillis()};
        Exemplars exemplars = new Exemplars(() -> TRACE, () -> nanos[0], () -> clock[0]);
        try (Scraped bot = new Scraped()) {
            bot.botmetry.wiring().listen(exemplars);
            var timer = bot.stats().timer(DURATION, "ping");
            var series = new java.util.concurrent.atomic.AtomicReference<io.github.botmetry.stats.TimerSeries>();
            bot.botmetry.wiring().listen((one, tookNanos) -> series.set(one));

            timer.recordNanos(1);
            timer.recordNanos(2);
            assertThat(exemplars.newest(series.get(), 0).nanos()).isEqualTo(1);
            nanos[0] += 1_000_000_000;
            clock[0] -= Duration.ofHours(1).toMillis();
            timer.recordNanos(3);

            assertThat(exemplars.newest(series.get(), 0).nanos()).isEqualTo(3);
            assertThat(exemplars.newest(series.get(), 0).epochMillis()).isEqualTo(clock[0]);
            assertThat(exemplars.newest(series.get(), 1)).isNull();
        }
    }
}
