package io.github.botmetry.sentry;

import static io.github.botmetry.sentry.SentryBot.failing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.Botmetry;
import io.github.botmetry.guard.Warning;
import io.github.botmetry.guard.Warnings;
import io.sentry.Sentry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A bot that installs SentryIntegration, and has no Sentry. */
class MissingSentryTest {

    private static Botmetry botmetry() {
        Sentry.close();
        return SentryBot.installLenient(SentryIntegration.create());
    }

    @Test
    void firstFailure_isOneWarning_thatIsOverWhenSentryIsThere() {
        try (IngestionServer server = new IngestionServer();
                Botmetry botmetry = botmetry()) {
            SentryBot bot = new SentryBot(server, botmetry);
            assertThat(botmetry.warnings()).isEmpty();

            bot.run(FakeEvent.slash("ban", 7, "alice"), failing("first"));
            bot.run(FakeEvent.slash("ban", 7, "alice"), failing("second"));

            assertThat(botmetry.warnings()).singleElement().satisfies(warning -> {
                assertThat(warning.code()).isEqualTo("sentry-not-initialised");
                assertThat(warning.count()).isEqualTo(2);
                assertThat(warning.isOver()).isFalse();
                assertThat(warning.toString())
                        .contains("Sentry.init was not called, or without a DSN, or Sentry is closed");
            });

            SentryBot.initialise(server, options -> {});
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() ->
                            assertThat(botmetry.warnings()).singleElement().matches(Warning::isOver));
            Sentry.close();
        }
    }

    @Test
    void failureAfterTheClose_isNotWarnedOf() {
        try (IngestionServer server = new IngestionServer();
                Botmetry botmetry = botmetry()) {
            botmetry.close();

            botmetry.report(new IllegalStateException("late"));

            assertThat(botmetry.warnings()).extracting(Warning::code).containsExactly("refused-closed");
        }
    }

    @Test
    void minuteWithoutFailureAndSentry_isOneWarning() {
        AtomicLong now = new AtomicLong(-5);
        Warnings warnings = new Warnings(false);
        MissingSentry missing = new MissingSentry(warnings, now::get);
        now.addAndGet(Duration.ofSeconds(60).toNanos());
        missing.look(false);
        assertThat(warnings.list()).isEmpty();

        now.addAndGet(1);
        missing.look(false);
        missing.look(false);
        assertThat(warnings.list()).singleElement().satisfies(warning -> {
            assertThat(warning.count()).isEqualTo(1);
            assertThat(warning.isOver()).isFalse();
        });

        missing.look(true);
        assertThat(warnings.list()).singleElement().matches(Warning::isOver);
    }
}
