package io.github.botmetry.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.RestCall;
import io.github.botmetry.event.Scope;
import io.sentry.Sentry;
import io.sentry.SentryEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Scopes that are made late have what came before them. */
class LazyScopesTest {

    private static final int THREADS = 4;
    private static final int COMMANDS = 500;

    private static RestCall call(int number) {
        return new RestCall("GET", "route/" + number, 200, 0, 1, Duration.ZERO, Duration.ZERO);
    }

    private static List<String> routes(JsonNode event) {
        List<String> routes = new ArrayList<>();
        event.at("/breadcrumbs").forEach(crumb -> {
            if (crumb.at("/category").asText().equals("discord.rest")) {
                routes.add(crumb.at("/data/url").asText());
            }
        });
        return routes;
    }

    /** More than are kept for a fork that may never come. */
    @Test
    void callsToDiscord_beforeAndAfterTheFirstCapture_areInItsTrailInOrder() {
        try (SentryBot bot = SentryBot.create()) {
            EventFrame frame = bot.botmetry.wiring().events().begin(FakeEvent.slash("ban", 7, "alice"));
            List<String> all = new ArrayList<>();
            for (int number = 1; number <= 40; number++) {
                try (Scope scope = frame.enter()) {
                    frame.restCompleted(call(number));
                    all.add("route/" + number);
                    if (number == 10 || number == 40) {
                        Sentry.captureMessage("after " + number);
                    }
                }
            }
            EventFrame many = bot.botmetry.wiring().events().begin(FakeEvent.slash("kick", 8, "bob"));
            try (Scope scope = many.enter()) {
                for (int number = 1; number <= 40; number++) {
                    many.restCompleted(call(number));
                }
                Sentry.captureMessage("after all");
            }

            List<JsonNode> events = bot.server.events(3);
            assertThat(routes(events.get(0))).isEqualTo(all.subList(0, 10));
            assertThat(routes(events.get(1))).isEqualTo(all);
            assertThat(routes(events.get(2))).isEqualTo(all);
        }
    }

    @Test
    void callToDiscord_isInTheTrailAtTheTimeOfTheCall() {
        try (SentryBot bot = SentryBot.create()) {
            EventFrame frame = bot.botmetry.wiring().events().begin(FakeEvent.slash("ban", 7, "alice"));
            frame.restCompleted(call(1));
            long afterCall = System.currentTimeMillis();
            while (System.currentTimeMillis() == afterCall) {
                Thread.onSpinWait();
            }
            try (Scope scope = frame.enter()) {
                Sentry.addBreadcrumb("left by the bot");
                Sentry.captureMessage("x");
            }

            JsonNode breadcrumbs = bot.server.event().at("/breadcrumbs");
            assertThat(breadcrumbs)
                    .extracting(crumb -> crumb.at("/category").asText()
                            + crumb.at("/message").asText())
                    .last()
                    .isEqualTo("left by the bot");
            assertThat(Instant.parse(breadcrumbs.at("/1/timestamp").asText()).toEpochMilli())
                    .isLessThanOrEqualTo(afterCall);
        }
    }

    @Test
    void beforeBreadcrumb_thatCallsSentry_isAskedOnceOfEachCall() {
        AtomicInteger asked = new AtomicInteger();
        try (SentryBot bot = SentryBot.with(options -> options.setBeforeBreadcrumb((breadcrumb, hint) -> {
            Sentry.setTag("asked", String.valueOf(asked.incrementAndGet()));
            return breadcrumb;
        }))) {
            EventFrame frame = bot.botmetry.wiring().events().begin(FakeEvent.slash("ban", 7, "alice"));
            try (Scope scope = frame.enter()) {
                frame.restCompleted(call(1));
                frame.restCompleted(call(2));
                Sentry.captureMessage("x");
            }
            bot.run(FakeEvent.slash("kick", 8, "bob"), () -> Sentry.captureMessage("y"));

            List<JsonNode> events = bot.server.events(2);
            assertThat(events.get(0).at("/tags/asked").asText()).isEqualTo("2");
            assertThat(routes(events.get(0))).containsExactly("route/1", "route/2");
            assertThat(events.get(1).at("/tags/asked").isMissingNode()).isTrue();
        }
    }

    @Test
    void threadsOfACommand_thatUseSentryFirstAtOnce_loseNothing() throws Exception {
        Queue<SentryEvent> reports = new ConcurrentLinkedQueue<>();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (SentryBot bot = SentryBot.with(options -> options.setBeforeSend((event, hint) -> {
            reports.add(event);
            return null;
        }))) {
            CyclicBarrier start = new CyclicBarrier(THREADS);
            for (int i = 0; i < COMMANDS; i++) {
                runOnAll(threads, start, bot);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(reports).hasSize(COMMANDS).allSatisfy(LazyScopesTest::hasAll);
    }

    private static void runOnAll(ExecutorService threads, CyclicBarrier start, SentryBot bot) throws Exception {
        EventFrame frame = bot.botmetry.wiring().events().begin(FakeEvent.slash("ban", 7, "alice"));
        try (Scope scope = frame.enter()) {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                String number = String.valueOf(thread);
                running.add(threads.submit(CurrentEvent.wrap((Callable<Object>) () -> {
                    start.await(30, TimeUnit.SECONDS);
                    frame.restCompleted(call(Integer.parseInt(number)));
                    Sentry.setTag("thread" + number, number);
                    frame.restCompleted(call(THREADS + Integer.parseInt(number)));
                    return null;
                })));
            }
            for (Future<?> done : running) {
                done.get(30, TimeUnit.SECONDS);
            }
            Sentry.captureMessage("at the end");
        }
        frame.finish(Duration.ofMillis(7));
    }

    private static void hasAll(SentryEvent event) {
        assertThat(event.getTags()).containsKeys("thread0", "thread1", "thread2", "thread3");
        assertThat(event.getBreadcrumbs())
                .filteredOn(crumb -> "discord.rest".equals(crumb.getCategory()))
                .extracting(crumb -> crumb.getData("url"))
                .containsExactlyInAnyOrder(
                        "route/0", "route/1", "route/2", "route/3", "route/4", "route/5", "route/6", "route/7");
    }
}
