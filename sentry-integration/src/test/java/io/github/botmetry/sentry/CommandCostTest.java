package io.github.botmetry.sentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import io.github.botmetry.Botmetry;
import io.github.botmetry.event.EventDispatcher;
import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.Scope;
import io.github.botmetry.testing.TestEvent;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Measures the bytes that Sentry adds to a command in which nothing is captured and nothing is added. */
@Tag("allocation")
class CommandCostTest {

    private static final int COMMANDS = 10_000;
    private static final int WARM_UP_ROUNDS = 10;
    private static final Duration COMPILED = Duration.ofSeconds(120);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final TestEvent EVENT = FakeEvent.slash("ban", 7, "alice");

    private record Answering(EventFrame frame, Supplier<Scope> callback) {}

    /** As an adapter runs a command: the listener here, its answer and the callback of the answer on another thread. */
    private static long bytesPerCommand(Botmetry botmetry, ExecutorService callbacks) throws Exception {
        List<Answering> answering = new ArrayList<>(COMMANDS);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < COMMANDS; i++) {
            answering.add(listen(botmetry.wiring().events()));
        }
        long here = THREADS.getCurrentThreadAllocatedBytes() - before;
        return (here + callbacks.submit(() -> bytesOf(answering)).get()) / COMMANDS;
    }

    private static Answering listen(EventDispatcher events) {
        EventFrame frame = events.begin(EVENT);
        try (Scope listener = frame.enter()) {
            return new Answering(frame, frame.capture());
        }
    }

    private static long bytesOf(List<Answering> answering) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        answering.forEach(CommandCostTest::answer);
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private static void answer(Answering answering) {
        answering.frame.restCompleted(ReportTest.restCall(200, 0));
        answering.frame.acknowledged(Duration.ofMillis(40));
        try (Scope callback = answering.callback.get()) {
            answering.frame.finish(Duration.ofMillis(50));
        }
    }

    /** Code that is not compiled yet allocates more, and on a busy machine the compiler is late. */
    @Test
    void command_thatTellsSentryNothing_costsAtMost400Bytes() {
        ExecutorService callbacks = Executors.newSingleThreadExecutor();
        int[] rounds = new int[1];
        try (SentryBot bot = SentryBot.create();
                Botmetry bare = Botmetry.builder().shutdownHook(false).build()) {
            await().pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .atMost(COMPILED)
                    .untilAsserted(() -> {
                        long without = bytesPerCommand(bare, callbacks);
                        long with = bytesPerCommand(bot.botmetry, callbacks);
                        assertThat(with - without).isBetween(1L, 400L);
                        assertThat(++rounds[0]).isGreaterThan(WARM_UP_ROUNDS);
                    });
        } finally {
            callbacks.shutdownNow();
        }
    }
}
