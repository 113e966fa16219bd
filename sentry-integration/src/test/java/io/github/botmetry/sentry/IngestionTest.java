package io.github.botmetry.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.testing.TestEvent;
import io.sentry.Sentry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngestionTest {

    /** Below what an event takes that waits for an answer or for a time-out of the SDK, far above what a busy machine adds. */
    private static final Duration NO_WAIT = Duration.ofSeconds(4);

    private static Duration worstOf(SentryBot bot, int events) {
        long worst = 0;
        for (int i = 0; i < events; i++) {
            TestEvent event = FakeEvent.slash("ban", 7, "alice");
            String message = "failure " + i;
            long start = System.nanoTime();
            bot.run(event, SentryBot.failing(message));
            worst = Math.max(worst, System.nanoTime() - start);
        }
        return Duration.ofNanos(worst);
    }

    private static void warmUp(SentryBot bot) {
        bot.run(FakeEvent.slash("ban", 7, "alice"), SentryBot.failing("first"));
        bot.server.events(1);
    }

    @Test
    void server_thatHangs_keepsNoEventWaiting_norTheClose() {
        try (SentryBot bot = SentryBot.lenient(SentryIntegration.create())) {
            warmUp(bot);
            bot.server.hold();
            assertThat(worstOf(bot, 200)).isLessThan(NO_WAIT);

            long start = System.nanoTime();
            bot.botmetry.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(10)); // the SDK waits for 15 s
        }
    }

    @Test
    void server_thatIsSlow_keepsNoEventWaiting() {
        try (SentryBot bot = SentryBot.lenient(SentryIntegration.create())) {
            warmUp(bot);
            bot.server.delay(NO_WAIT.plusSeconds(1));
            assertThat(worstOf(bot, 100)).isLessThan(NO_WAIT);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 413})
    void server_thatRefuses_keepsNoEventWaiting(int status) {
        try (SentryBot bot = SentryBot.lenient(SentryIntegration.create())) {
            warmUp(bot);
            bot.server.answer(status);
            assertThat(worstOf(bot, 100)).isLessThan(NO_WAIT);
        }
    }

    @Test
    void server_thatIsDown_keepsNoEventWaiting() {
        try (SentryBot bot = SentryBot.lenient(SentryIntegration.create())) {
            warmUp(bot);
            bot.server.close();
            assertThat(worstOf(bot, 100)).isLessThan(NO_WAIT);
        }
    }

    @Test
    void close_sendsWhatIsQueued() {
        try (SentryBot bot = SentryBot.create()) {
            bot.run(FakeEvent.slash("ban", 7, "alice"), SentryBot.failing("last words"));
            bot.botmetry.close();
            assertThat(bot.server.items("event")).hasSize(1);
            assertThat(Sentry.isEnabled()).as("Sentry is the bot's").isTrue();
        }
    }

    @Test
    void botmetry_onceClosed_leavesReportsAlone() {
        try (SentryBot bot = SentryBot.create()) {
            bot.botmetry.close();
            bot.run(FakeEvent.slash("ban", 7, "alice"), () -> Sentry.captureMessage("x"));
            assertThat(bot.server.event().at("/tags/command").isMissingNode()).isTrue();
        }
    }
}
