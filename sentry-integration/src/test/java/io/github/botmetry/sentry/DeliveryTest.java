package io.github.botmetry.sentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.Botmetry;
import io.github.botmetry.guard.Warning;
import io.github.botmetry.stats.CounterSeries;
import io.github.botmetry.stats.Series;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An id is no proof of delivery: what became of a report is counted, and said. */
class DeliveryTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String SUBJECT = "delivery to Sentry";

    private static void report(SentryBot bot, int count) {
        for (int i = 0; i < count; i++) {
            bot.run(FakeEvent.slash("ban", 7, "alice"), SentryBot.failing("failure " + i));
        }
    }

    private static Map<String, Long> figures(SentryBot bot) {
        return bot.botmetry.health().get("sentry").figures();
    }

    private static Map<String, Long> counted(Botmetry botmetry) {
        Map<String, Long> counted = new TreeMap<>();
        for (Series series : botmetry.wiring().series()) {
            if (series.definition() == Delivery.REPORTS) {
                counted.put(series.labelValues().get(0), ((CounterSeries) series).total());
            }
        }
        return counted;
    }

    private static Warning outage(SentryBot bot) {
        return bot.botmetry.warnings().stream()
                .filter(warning -> warning.subject().equals(SUBJECT))
                .findFirst()
                .orElse(null);
    }

    @Test
    void reports_thatASlowServerLeavesNoRoomFor_areCounted_andAreAnOutageUntilOneIsSent() {
        try (SentryBot bot = SentryBot.lenient(SentryIntegration.create())) {
            bot.server.hold();
            report(bot, 200);

            Map<String, Long> held = figures(bot);
            assertThat(held).containsEntry("reported", 200L).containsEntry("sent", 0L);
            assertThat(held.get("lost")).isGreaterThan(100);
            assertThat(held.get("lost") + held.get("waiting")).isEqualTo(200);
            assertThat(bot.botmetry.health().get("sentry").isUp()).isFalse();
            assertThat(outage(bot).toString()).contains("queue of 30 reports is full");

            bot.server.release();
            await().atMost(SOON).until(() -> figures(bot).get("waiting") == 0);
            long sent = 200 - held.get("lost");
            assertThat(bot.server.items("event")).hasSize((int) sent);
            assertThat(counted(bot.botmetry))
                    .containsOnly(Map.entry("sent", sent), Map.entry("queue_overflow", held.get("lost")));
            assertThat(outage(bot).isOver()).isTrue();
            assertThat(bot.botmetry.health().get("sentry").isUp()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"429, ratelimit_backoff", "500, network_error", "413, network_error"})
    void reports_thatTheServerRefuses_areLost_forAReason(int status, String reason) {
        try (SentryBot bot = SentryBot.lenient(SentryIntegration.create())) {
            bot.server.answer(status);
            report(bot, 1);
            await().atMost(SOON).until(() -> figures(bot).get("lost") == 1);
            report(bot, 1);
            await().atMost(SOON).until(() -> figures(bot).get("lost") == 2);

            assertThat(counted(bot.botmetry)).containsKey(reason).doesNotContainKey("sent");
            assertThat(outage(bot).isOver()).isFalse();
        }
    }

    @Test
    void reports_toAServerThatIsAway_areLost() {
        try (SentryBot bot = SentryBot.lenient(SentryIntegration.create())) {
            bot.server.close();
            report(bot, 3);
            await().atMost(SOON).until(() -> figures(bot).get("lost") == 3);
            assertThat(counted(bot.botmetry)).containsOnly(Map.entry("network_error", 3L));
        }
    }

    @Test
    void close_namesTheReportsThatWait() {
        try (SentryBot bot = SentryBot.lenient(SentryIntegration.create())) {
            bot.server.hold();
            report(bot, 200);
            long waiting = figures(bot).get("waiting");

            bot.botmetry.close();

            assertThat(bot.botmetry.warnings()).anySatisfy(warning -> {
                assertThat(warning.code()).isEqualTo("not-delivered");
                assertThat(warning.toString()).contains("sentry", waiting + " reports were not delivered");
            });
        }
    }

    @Test
    void reports_thatTheBotMakesItself_areCountedToo() {
        try (SentryBot bot = SentryBot.create()) {
            io.sentry.Sentry.captureMessage("of the bot");
            bot.server.event();
            await().atMost(SOON).until(() -> figures(bot).get("sent") == 1);
            assertThat(figures(bot)).containsEntry("reported", 0L).containsEntry("lost", 0L);
        }
    }
}
