package io.github.botmetry.sentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.botmetry.event.BotEvent.Kind;
import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.Scope;
import io.sentry.MonitorConfig;
import io.sentry.MonitorSchedule;
import io.sentry.Sentry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TracingTest {

    @Test
    void command_ofABotThatSamples_isATransactionWithItsCallsToDiscord() {
        try (SentryBot bot = SentryBot.with(options -> options.setTracesSampleRate(1.0))) {
            EventFrame frame = bot.botmetry.wiring().events().begin(FakeEvent.slash("ban", 7, "alice"));
            try (Scope scope = frame.enter()) {
                frame.restCompleted(ReportTest.restCall(200, 0));
                Sentry.captureMessage("inside");
            }
            frame.finish(Duration.ofMillis(50));

            JsonNode transaction = bot.server.await("transaction", 1).get(0);
            assertThat(transaction.at("/transaction").asText()).isEqualTo("/ban");
            assertThat(transaction.at("/transaction_info/source").asText()).isEqualTo("task");
            assertThat(transaction.at("/contexts/trace/op").asText()).isEqualTo("discord.command");
            assertThat(transaction.at("/contexts/trace/origin").asText()).isEqualTo("auto.discord.botmetry");
            assertThat(transaction.at("/contexts/trace/status").asText()).isEqualTo("ok");
            assertThat(transaction.at("/tags/command").asText()).isEqualTo("ban");
            assertThat(transaction.at("/user/id").asText()).isEqualTo("7");
            JsonNode span = transaction.at("/spans/0");
            assertThat(span.at("/op").asText()).isEqualTo("http.client");
            assertThat(span.at("/description").asText()).isEqualTo("POST channels/{channel_id}/messages");
            assertThat(span.at("/status").asText()).isEqualTo("ok");
            double millis = (span.at("/timestamp").asDouble()
                            - span.at("/start_timestamp").asDouble())
                    * 1000;
            assertThat(millis).as(span.toString()).isBetween(39.0, 41.0);
            assertThat(bot.server.event().at("/contexts/trace/trace_id").asText())
                    .isEqualTo(transaction.at("/contexts/trace/trace_id").asText());
        }
    }

    @Test
    void transaction_ofACommandThatFailsOrIsRejected_saysSo() {
        try (SentryBot bot = SentryBot.with(options -> options.setTracesSampleRate(1.0))) {
            bot.run(FakeEvent.slash("ban", 7, "alice"), SentryBot.failing("x"));
            bot.run(FakeEvent.slash("kick", 8, "bob"), () -> CurrentEvent.reject("cooldown"));

            List<JsonNode> transactions = bot.server.await("transaction", 2);
            assertThat(transactions)
                    .extracting(transaction ->
                            transaction.at("/contexts/trace/status").asText())
                    .containsExactly("internal_error", "invalid_argument");
            assertThat(transactions.get(1).toString()).doesNotContain("alice");
        }
    }

    @Test
    void events_withoutTracing_areEachATraceOfTheirOwn() {
        try (SentryBot bot = SentryBot.create()) {
            bot.run(FakeEvent.slash("ban", 7, "alice"), SentryBot.failing("x"));
            bot.run(FakeEvent.slash("ban", 7, "alice"), SentryBot.failing("y"));

            List<JsonNode> events = bot.server.events(2);
            assertThat(events.get(0).at("/contexts/trace/trace_id").asText())
                    .isNotEmpty()
                    .isNotEqualTo(events.get(1).at("/contexts/trace/trace_id").asText());
            assertThat(bot.server.items("transaction")).isEmpty();
        }
    }

    @Test
    void origin_thatTheBotIgnores_isNotTraced() {
        try (SentryBot bot = SentryBot.with(options -> {
            options.setTracesSampleRate(1.0);
            options.setIgnoredSpanOrigins(List.of("auto.discord.botmetry"));
        })) {
            bot.run(FakeEvent.slash("ban", 7, "alice"), SentryBot.failing("x"));
            bot.server.event();
            assertThat(bot.server.items("transaction")).isEmpty();
        }
    }

    @Test
    void task_withAMonitor_checksInAndOut() {
        SentryIntegration integration = SentryIntegration.builder()
                .monitor("Nightly report", new MonitorConfig(MonitorSchedule.crontab("0 4 * * *")))
                .build();
        try (SentryBot bot = SentryBot.with(integration)) {
            bot.run(FakeEvent.of(Kind.TASK, "Nightly report", 0, null), () -> {});
            bot.run(FakeEvent.of(Kind.TASK, "Nightly report", 0, null), SentryBot.failing("x"));
            bot.run(FakeEvent.of(Kind.TASK, "other", 0, null), () -> {});

            List<JsonNode> checkIns = bot.server.await("check_in", 4);
            assertThat(checkIns)
                    .extracting(checkIn -> checkIn.at("/status").asText())
                    .containsExactly("in_progress", "ok", "in_progress", "error");
            assertThat(checkIns)
                    .allSatisfy(checkIn ->
                            assertThat(checkIn.at("/monitor_slug").asText()).isEqualTo("nightly-report"));
            assertThat(checkIns.get(0).at("/monitor_config/schedule/value").asText())
                    .isEqualTo("0 4 * * *");
            assertThat(checkIns.get(1).at("/check_in_id"))
                    .isEqualTo(checkIns.get(0).at("/check_in_id"));
            assertThat(checkIns.get(1).at("/duration").asDouble()).isEqualTo(0.007);
            assertThat(bot.server.event().at("/tags/command_type").asText()).isEqualTo("task");
        }
    }

    @Test
    void slug_ofAnyTask_isOneThatSentryTakes() {
        assertThat(TaskCheckIn.slug("Ärger über " + "x".repeat(60)))
                .matches("[a-z0-9_-]{1,50}")
                .startsWith("-rger-ber-xx");
    }

    @Test
    void monitor_withoutConfiguration_isRefused() {
        assertThatThrownBy(() -> SentryIntegration.builder().monitor("nightly", null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("config");
    }
}
