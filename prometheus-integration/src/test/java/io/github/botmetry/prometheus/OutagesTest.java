package io.github.botmetry.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.Health;
import io.github.botmetry.guard.Warning;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.Collector;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Each part of the endpoint that fails: one WARN, one INFO, health, self-metric, strict mode, and nothing else stops. */
class OutagesTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    /** Made up. */
    private static final String BOT_TOKEN =
            "MTIzNDU2Nzg5MDEyMzQ1Njc4." + "GabcDe.abcdefghijklmnopqrstuvwxyz0123456789AB";

    private static final String WEBHOOK =
            "https://discord.com/api/webhooks/123456789012345678/" + "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJ";

    private static Health health(Scraped bot) {
        return bot.botmetry.health().get("prometheus");
    }

    private static List<Warning> outages(Scraped bot, String subject) {
        return bot.botmetry.warnings().stream()
                .filter(warning -> warning.code().equals(Warning.OUTAGE)
                        && warning.subject().equals(subject))
                .toList();
    }

    @Test
    void meterOfTheBots_thatHangs_isLeftOut_andTakesNothingElseWithIt() {
        CountDownLatch end = new CountDownLatch(1);
        AtomicBoolean hangs = new AtomicBoolean();
        try (LogLines log = new LogLines();
                Scraped bot = new Scraped()) {
            bot.stats().incr("goes.on");
            Gauge.builder("bots.own", () -> {
                        if (hangs.get()) {
                            awaitUninterruptibly(end);
                        }
                        return 7;
                    })
                    .register(bot.prometheus.meterRegistry());
            assertThat(bot.text()).contains("bots_own 7.0\n").contains("goes_on_total 1\n");
            hangs.set(true);

            for (int scrape = 0; scrape < 8; scrape++) { // more than there are answers, and threads
                assertThat(bot.text()).contains("goes_on_total 1\n").doesNotContain("bots_own");
            }
            assertThat(bot.status("/healthz")).isEqualTo(200);
            assertThat(health(bot).isUp()).isFalse();
            assertThat(outages(bot, Scrape.METERS)).hasSize(1);

            end.countDown();

            await().atMost(SOON).until(() -> bot.text().contains("bots_own 7.0\n"));
            assertThat(health(bot).isUp()).isTrue();
            await().atMost(SOON)
                    .until(() -> log.of("INFO Botmetry: " + Scrape.METERS).size() == 1);
            assertThat(log.of("WARN Botmetry: " + Scrape.METERS)).hasSize(1);
        } finally {
            end.countDown();
        }
    }

    private static void awaitUninterruptibly(CountDownLatch end) {
        boolean isInterrupted = false;
        while (end.getCount() > 0) {
            try {
                end.await();
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void nameThatIsHidden_isAWarning() {
        try (Scraped bot = new Scraped()) {
            bot.prometheus.meterRegistry().counter("taken").increment();
            bot.stats().incr("taken");
            bot.text();
            bot.text();

            assertThat(bot.botmetry.warnings())
                    .extracting(Warning::code, Warning::subject, Warning::count)
                    .containsExactly(tuple("hidden-name", "counter taken", 1L));
        }
    }

    @Test
    void tokens_inWhatFails_areNeitherLoggedNorListed() {
        try (LogLines log = new LogLines();
                Scraped bot = new Scraped()) {
            PrometheusMeterRegistry registry = (PrometheusMeterRegistry) bot.prometheus.meterRegistry();
            Collector broken = () -> {
                throw new IllegalStateException("cannot reach " + WEBHOOK, new IOException("as " + BOT_TOKEN));
            };
            registry.getPrometheusRegistry().register(broken);
            bot.text();

            await().atMost(SOON).until(() -> log.of("WARN").size() == 1);
            String said = log.all() + " " + bot.botmetry.warnings() + " " + bot.botmetry.health();
            assertThat(said)
                    .contains("cannot reach https://discord.com/api/webhooks/123456789012345678/[Filtered]")
                    .doesNotContain("abcdefghijklmnopqrstuvwxyz0123456789");
        }
    }
}
