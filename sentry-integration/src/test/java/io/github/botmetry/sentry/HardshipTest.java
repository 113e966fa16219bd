package io.github.botmetry.sentry;

import static io.github.botmetry.sentry.SentryBot.failing;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.EventObserver;
import io.github.botmetry.event.Failure;
import io.sentry.ISerializer;
import io.sentry.Sentry;
import io.sentry.SentryOptions;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bots that do with Sentry what its documentation does not expect of them. */
class HardshipTest {

    private static final String TOKEN = "MTE5ODYyMjQ4MzQ3MTkyNTI0" + ".GabCdE." + "z".repeat(38);

    @Test
    void sentry_initialisedTwice_reportsOnceToTheSecond_scrubbed() {
        try (IngestionServer first = new IngestionServer()) {
            SentryBot.initialise(first, options -> {});
            try (SentryBot bot = SentryBot.create()) {
                bot.run(FakeEvent.slash("ban", 7, "alice"), failing("with " + TOKEN));

                JsonNode event = bot.server.event();
                assertThat(event.at("/user/username").asText()).isEqualTo("alice");
                assertThat(event.at("/exception/values/0/value").asText()).isEqualTo("with [Filtered]");
                assertThat(first.items("event")).isEmpty();
            }
        }
    }

    @Test
    void sentry_initialisedInAnotherThread_isFoundByCommandsOfThisOne() throws Exception {
        Sentry.close();
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (IngestionServer server = new IngestionServer();
                SentryBot bot = new SentryBot(server, SentryBot.install(SentryIntegration.create()))) {
            other.submit(() -> {
                        SentryBot.initialise(server, options -> options.setTag("region", "eu"));
                        Sentry.addBreadcrumb("left by the other thread");
                    })
                    .get(30, TimeUnit.SECONDS);
            bot.run(FakeEvent.slash("ban", 7, "alice"), failing("with " + TOKEN));

            JsonNode event = bot.server.event();
            assertThat(event.at("/user/username").asText()).isEqualTo("alice");
            assertThat(event.at("/tags/region").asText()).isEqualTo("eu");
            assertThat(event.toString()).doesNotContain(TOKEN, "left by the other thread");
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void serializer_thatTheBotSetsAfterwards_isScrubbedToo() {
        AtomicInteger used = new AtomicInteger();
        try (SentryBot bot = SentryBot.create()) {
            bot.run(FakeEvent.slash("ban", 7, "alice"), failing("first"));
            bot.server.event();
            SentryOptions options = Sentry.getGlobalScope().getOptions();
            options.setSerializer(counting(new SentryOptions().getSerializer(), used));
            bot.run(FakeEvent.slash("ban", 7, "alice"), failing("with " + TOKEN));

            assertThat(bot.server
                            .events(2)
                            .get(1)
                            .at("/exception/values/0/value")
                            .asText())
                    .isEqualTo("with [Filtered]");
            assertThat(used.get()).as("the bot's own still does the writing").isPositive();
        }
    }

    private static ISerializer counting(ISerializer serializer, AtomicInteger used) {
        return (ISerializer) Proxy.newProxyInstance(
                HardshipTest.class.getClassLoader(), new Class<?>[] {ISerializer.class}, (proxy, method, arguments) -> {
                    used.incrementAndGet();
                    return method.invoke(serializer, arguments);
                });
    }

    @Test
    void beforeSend_thatThrows_losesItsReportAndNothingElse() {
        AtomicInteger asked = new AtomicInteger();
        try (SentryBot bot = SentryBot.with(options -> options.setBeforeSend((event, hint) -> {
            if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("broken beforeSend");
            }
            return event;
        }))) {
            assertThat(bot.botmetry.report(new IllegalStateException("first"))).isNull();
            bot.run(FakeEvent.slash("kick", 8, "bob"), failing("second"));

            assertThat(bot.server.event().at("/user/username").asText()).isEqualTo("bob");
            assertThat(bot.botmetry.health().get("sentry").figures()).containsEntry("reported", 1L);
        }
    }

    /** Java allows it. The time limit is for SDKs that would look for the end of the chain until the heap is full. */
    @Test
    @Timeout(60)
    void exception_thatIsACauseOfItself_isOneReport_soonAndWhole() {
        IllegalStateException outer = new IllegalStateException("outer");
        outer.initCause(new IllegalArgumentException("inner", outer));
        try (SentryBot bot = SentryBot.with(options -> options.setTracesSampleRate(1.0))) {
            bot.run(FakeEvent.slash("ban", 7, "alice"), () -> {
                bot.botmetry.report(outer.getCause());
                throw outer;
            });
            bot.run(FakeEvent.slash("kick", 8, "bob"), failing("the end"));

            List<JsonNode> events = bot.server.events(2);
            JsonNode exceptions = events.get(0).at("/exception/values");
            assertThat(exceptions).hasSize(2);
            assertThat(exceptions.at("/0/value").asText()).isEqualTo("outer");
            assertThat(exceptions.at("/1/type").asText()).isEqualTo("IllegalArgumentException");
            assertThat(exceptions.at("/1/value").asText()).isEqualTo("inner");
            assertThat(exceptions.at("/1/mechanism/type").asText()).isEqualTo("Botmetry");
            assertThat(exceptions.at("/1/stacktrace/frames").toString()).contains("HardshipTest");
            assertThat(events.get(0).at("/user/username").asText()).isEqualTo("alice");
            assertThat(events.get(1).at("/user/username").asText()).isEqualTo("bob");
        }
    }

    @Test
    void report_fromInsideAnObserver_hasTheEventsUser_andEndsSomewhere() {
        try (SentryBot bot = SentryBot.create()) {
            bot.botmetry.wiring().observe(new EventObserver() {
                @Override
                public @Nullable String failed(@Nullable BotEvent event, Failure failure) {
                    bot.botmetry.report(
                            new IllegalStateException("about " + failure.error().getMessage()));
                    Sentry.captureMessage("seen " + failure.error().getMessage());
                    return null;
                }
            });
            bot.run(FakeEvent.slash("ban", 7, "alice"), failing("x"));
            Sentry.captureMessage("outside");

            List<JsonNode> events = bot.server.events(7);
            assertThat(events.subList(0, 6))
                    .extracting(event -> event.at("/user/username").asText())
                    .containsOnly("alice");
            assertThat(events.get(6).toString()).doesNotContain("alice");
        }
    }
}
