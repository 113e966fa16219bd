package io.github.botmetry.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.Botmetry;
import io.github.botmetry.stats.TimerDefinition;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Count, sum and buckets of one scrape are of the same durations, while three threads record. */
class ConsistentTimersTest {

    private static final int SCRAPES = 300;

    /** A binary fraction of a second, so that any sum is exact in seconds. */
    private static final Duration QUARTER = Duration.ofMillis(250);

    private static final TimerDefinition ANSWER =
            TimerDefinition.named("answer").buckets(Duration.ofMillis(100)).build();

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final PrometheusIntegration prometheus = PrometheusIntegration.builder()
            .meterRegistry(registry)
            .endpoint(false)
            .build();

    @Test
    void text_agreesInEveryScrape() throws InterruptedException {
        scrapeWhileThreadsRecord(() -> {
            ByteArrayOutputStream scrape = new ByteArrayOutputStream();
            try {
                prometheus.scrape(scrape, null);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return scrape.toString(StandardCharsets.UTF_8);
        });
    }

    @Test
    void registryOfTheBot_agreesInEveryScrape() throws InterruptedException {
        scrapeWhileThreadsRecord(registry::scrape);
    }

    private void scrapeWhileThreadsRecord(Supplier<String> scraper) throws InterruptedException {
        AtomicBoolean isOver = new AtomicBoolean();
        List<Thread> recorders = new ArrayList<>();
        try (Botmetry botmetry =
                Botmetry.builder().shutdownHook(false).install(prometheus).build()) {
            botmetry.stats().timer(ANSWER).record(QUARTER);
            botmetry.stats().timing("lookup", QUARTER);
            for (int i = 0; i < 3; i++) {
                recorders.add(recorder(botmetry, isOver));
            }
            for (int i = 0; i < SCRAPES; i++) {
                assertAgrees(ScrapeParser.parse(scraper.get(), Format.TEXT));
            }
        } finally {
            isOver.set(true);
        }
        for (Thread recorder : recorders) {
            recorder.join();
        }
    }

    private static Thread recorder(Botmetry botmetry, AtomicBoolean isOver) {
        Thread recorder = new Thread(() -> {
            while (!isOver.get()) {
                botmetry.stats().timer(ANSWER).record(QUARTER);
                botmetry.stats().timing("lookup", QUARTER);
            }
        });
        recorder.start();
        return recorder;
    }

    private static void assertAgrees(Map<String, ScrapeParser.Parsed> scrape) {
        double count = ScrapeParser.value(scrape, "answer_seconds_count");
        assertThat(ScrapeParser.value(scrape, "answer_seconds_sum")).isEqualTo(count * 0.25);
        assertThat(ScrapeParser.value(scrape, "answer_seconds_bucket", "le", "+Inf"))
                .isEqualTo(count);
        assertThat(ScrapeParser.value(scrape, "lookup_seconds_sum"))
                .isEqualTo(ScrapeParser.value(scrape, "lookup_seconds_count") * 0.25);
    }
}
