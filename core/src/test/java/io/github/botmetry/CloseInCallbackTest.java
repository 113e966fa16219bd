package io.github.botmetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.timgroup.statsd.NoOpStatsDClient;
import io.github.botmetry.guard.TimedCalls;
import io.github.botmetry.guard.Worker;
import io.github.botmetry.statsd.Dialect;
import io.github.botmetry.statsd.StatsD;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A callback that closes must not wait for itself, whichever thread of ours it runs on. */
class CloseInCallbackTest {

    private final CountDownLatch returned = new CountDownLatch(1);
    private final CompletableFuture<Boolean> returnedDuringClose = new CompletableFuture<>();

    /** Its close goes on until the callback is back, for some seconds at most. */
    private Botmetry built(Botmetry.Builder builder) {
        Botmetry botmetry = builder.shutdownHook(false).build();
        botmetry.wiring().onClose(limit -> {
            try {
                returnedDuringClose.complete(returned.await(limit.toNanos(), TimeUnit.NANOSECONDS));
            } catch (InterruptedException leftBehind) {
                returnedDuringClose.complete(false);
            }
        });
        return botmetry;
    }

    private void closeIn(Botmetry botmetry) {
        botmetry.close();
        returned.countDown();
    }

    private void assertReturnedAtOnce() throws Exception {
        assertThat(returnedDuringClose.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void callOfAWorker_thatCloses_returnsAtOnce() throws Exception {
        Botmetry botmetry = built(Botmetry.builder());
        Worker worker = new Worker(
                "calls of the test",
                botmetry.wiring().warnings(),
                botmetry.wiring().maintenance());

        worker.run(() -> closeIn(botmetry));

        assertReturnedAtOnce();
        worker.close(Duration.ofSeconds(1));
    }

    @Test
    void timedCall_thatCloses_returnsAtOnce() throws Exception {
        Botmetry botmetry = built(Botmetry.builder());
        TimedCalls calls = new TimedCalls(botmetry.wiring().guard("call of the test"), Duration.ofSeconds(30));

        calls.callOrNull(() -> {
            closeIn(botmetry);
            return "";
        });

        assertReturnedAtOnce();
        calls.close();
    }

    @Test
    void clientOfTheBot_thatCloses_returnsAtOnce() throws Exception {
        CompletableFuture<Botmetry> built = new CompletableFuture<>();
        NoOpStatsDClient closing = new NoOpStatsDClient() {
            @Override
            public void count(String name, long delta, String... tags) {
                closeIn(built.join());
            }
        };
        Botmetry botmetry = built(Botmetry.builder()
                .install(StatsD.builder()
                        .dialect(Dialect.DOGSTATSD)
                        .client(closing)
                        .interval(Duration.ofMillis(10))
                        .build()));
        built.complete(botmetry);

        botmetry.stats().incr("counter");

        assertReturnedAtOnce();
        botmetry.close();
        assertThat(botmetry.warnings()).isEmpty();
    }
}
