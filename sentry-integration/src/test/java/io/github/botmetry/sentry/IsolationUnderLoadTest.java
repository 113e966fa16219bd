package io.github.botmetry.sentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.testing.TestEvent;
import io.sentry.Sentry;
import io.sentry.SentryEvent;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class IsolationUnderLoadTest {

    private static final int THREADS = 4;
    private static final int EVENTS = 10_000;

    @Test
    void reports_ofMixedEventsOnFourThreads_haveNoWrongUser() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            assertNoneIsWrong(threads, THREADS, EVENTS);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void reports_ofMixedEventsOnVirtualThreads_haveNoWrongUser() throws Exception {
        ExecutorService threads = VirtualThreads.executor();
        try {
            assertNoneIsWrong(threads, 400, 50);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void assertNoneIsWrong(ExecutorService threads, int jobs, int eventsOfEach) throws Exception {
        AtomicInteger seen = new AtomicInteger();
        AtomicInteger wrong = new AtomicInteger();
        try (SentryBot bot = SentryBot.with(options -> {
            options.setEnableDeduplication(false);
            options.setBeforeSend((event, hint) -> {
                seen.incrementAndGet();
                if (!isRight(event)) {
                    wrong.incrementAndGet();
                }
                return null; // counted here, so the server need not keep 40,000
            });
        })) {
            List<Future<?>> running = new ArrayList<>();
            for (int job = 0; job < jobs; job++) {
                int first = 1 + job * eventsOfEach;
                running.add(threads.submit(() -> runAll(bot, first, eventsOfEach)));
            }
            for (Future<?> done : running) {
                done.get(120, TimeUnit.SECONDS);
            }
            assertThat(seen).hasValue(jobs * eventsOfEach);
            assertThat(wrong).hasValue(0);
        }
    }

    /** Each reports once, in the four ways in which reports are made. */
    private static void runAll(SentryBot bot, int first, int events) {
        for (int user = first; user < first + events; user++) {
            String message = "user " + user;
            Runnable body = () -> {
                Sentry.setTag("said_by_bot", message);
                Sentry.addBreadcrumb(message);
                Sentry.captureMessage(message);
            };
            switch (user % 4) {
                case 0 -> bot.run(FakeEvent.slash("ban", user, message), body);
                case 1 ->
                    bot.run(
                            FakeEvent.slash("ban", user, message),
                            () -> CurrentEvent.wrap(body).run());
                case 2 -> bot.runFramed(FakeEvent.message(user, message, ""), body);
                default ->
                    bot.run(FakeEvent.slash("kick", user, message), () -> {
                        Sentry.setTag("said_by_bot", message);
                        Sentry.addBreadcrumb(message);
                        throw new IllegalStateException(message);
                    });
            }
        }
    }

    private static boolean isRight(SentryEvent event) {
        String message = event.getMessage() == null
                ? event.getThrowable().getMessage()
                : event.getMessage().getFormatted();
        boolean onlyOwnCrumbs = event.getBreadcrumbs().stream()
                .allMatch(crumb -> "discord.event".equals(crumb.getCategory()) || message.equals(crumb.getMessage()));
        return message.equals("user " + event.getUser().getId())
                && message.equals(event.getUser().getUsername())
                && message.equals(event.getTag("said_by_bot"))
                && event.getBreadcrumbs().stream().anyMatch(crumb -> message.equals(crumb.getMessage()))
                && onlyOwnCrumbs;
    }

    @Test
    void eventWithoutACommand_costsNoMemoryInSentry() {
        try (SentryBot bot = SentryBot.create()) {
            TestEvent event = FakeEvent.message(7, "alice", "hi");
            Runnable handle = () -> bot.runFramed(event, () -> {});
            ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            // Code that is not compiled yet allocates more, and on a busy machine the compiler is late.
            await().pollInSameThread().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                long before = memory.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < 10_000; i++) {
                    handle.run();
                }
                // The frame itself, which every Botmetry has.
                assertThat((memory.getCurrentThreadAllocatedBytes() - before) / 10_000)
                        .isLessThanOrEqualTo(32);
            });
        }
    }

    /** A chain of scopes, one more with each event, would be seen as hundreds of megabytes. */
    @Test
    void aMillionEvents_leaveNothingOnTheHeap() {
        try (SentryBot bot = SentryBot.create()) {
            Runnable hundred = () -> {
                for (int i = 0; i < 90; i++) {
                    bot.runFramed(FakeEvent.message(7, "alice", "hi"), () -> {});
                }
                for (int i = 0; i < 10; i++) {
                    bot.run(FakeEvent.slash("ban", 7, "alice"), () -> {
                        Sentry.addBreadcrumb("of alice");
                        CurrentEvent.wrap(() -> Sentry.setTag("mood", "calm")).run();
                    });
                }
            };
            for (int i = 0; i < 100; i++) {
                hundred.run();
            }
            long before = usedBytes();
            for (int i = 0; i < 10_000; i++) {
                hundred.run();
            }
            assertThat(usedBytes() - before).isLessThan(20_000_000);
        }
    }

    private static long usedBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
