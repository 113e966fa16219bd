package io.github.botmetry.jda.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.EventObserver;
import io.github.botmetry.event.Failure;
import io.github.botmetry.event.Scope;
import io.github.botmetry.testing.RecordingWiring;
import io.github.botmetry.testing.TestEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import net.dv8tion.jda.api.requests.RestRateLimiter;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.requests.SequentialRestRateLimiter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DefaultSchedulerTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void errorThatLeavesATaskOfTheLimiter_isReportedInTheEventThatScheduledIt() {
        ExecutorService broken = mock(ExecutorService.class);
        doThrow(new StackOverflowError("planned")).when(broken).execute(any());
        DefaultScheduler scheduler = new JdasOfBuilder().scheduler("RateLimit-Scheduler", 1, true);
        RestRateLimiter.Work work = mock(RestRateLimiter.Work.class);
        when(work.getRoute()).thenReturn(Route.Self.GET_SELF.compile());
        List<String> reported = new CopyOnWriteArrayList<>();
        try (RecordingWiring wiring = new RecordingWiring()) {
            wiring.observe(new EventObserver() {
                @Override
                public @Nullable String failed(@Nullable BotEvent event, Failure failure) {
                    reported.add((event == null ? "none" : event.name()) + ' ' + failure.source());
                    return null;
                }
            });
            RestRateLimiter limiter = new SequentialRestRateLimiter(new RestRateLimiter.RateLimitConfig(
                    scheduler, broken, RestRateLimiter.GlobalRateLimit.create(), true));
            try (Scope scope =
                    wiring.events().begin(TestEvent.slash("ping").build()).enter()) {
                limiter.enqueue(work);
            }

            await().atMost(SOON).until(() -> !reported.isEmpty());
            assertThat(reported).containsExactly("ping TASK");
            limiter.stop(true, () -> {});
        } finally {
            scheduler.shutdownNow();
        }
    }
}
