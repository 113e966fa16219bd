package io.github.botmetry.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.botmetry.Botmetry;
import io.github.botmetry.guard.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskTest {

    private final Botmetry botmetry = Botmetry.builder().shutdownHook(false).build();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

    TaskTest() {
        botmetry.wiring().observe(new EventObserver() {
            @Override
            public @Nullable String failed(@Nullable BotEvent event, Failure failure) {
                failures.add((event == null ? "nothing" : event.name()) + " " + failure.error());
                return null;
            }
        });
    }

    @AfterEach
    void stop() {
        scheduler.shutdownNow();
        botmetry.close();
    }

    private static Runnable throwing(Throwable thrown) {
        return () -> throwAnyhow(thrown);
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void throwAnyhow(Throwable thrown) throws E {
        throw (E) thrown;
    }

    @Test
    void taskThatThrows_isReportedAndLoggedOnceUntilItWorks_andThrowsOn() {
        AtomicInteger runs = new AtomicInteger();
        Runnable task = botmetry.wrapTask("sync", () -> {
            if (runs.incrementAndGet() <= 3) {
                throw new IllegalStateException("no answer");
            }
        });
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(task::run).hasMessage("no answer");
        }
        assertThat(failures).hasSize(3).containsOnly("sync java.lang.IllegalStateException: no answer");
        assertThat(botmetry.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo("task-failed");
            assertThat(warning.subject()).isEqualTo("task sync");
            assertThat(warning.cause()).contains("no answer");
            assertThat(warning.count()).isEqualTo(3);
            assertThat(warning.isOver()).isFalse();
        });

        botmetry.wrapTask("sync", () -> {}).run();
        assertThat(botmetry.warnings()).singleElement().matches(Warning::isOver);
    }

    @Test
    void repeatedTask_goesOnAfterErrorsToo() throws Exception {
        List<Throwable> thrown = List.of(
                new IllegalStateException("planned"),
                new OutOfMemoryError("planned"),
                new StackOverflowError("planned"));
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch fourth = new CountDownLatch(1);
        ScheduledFuture<?> schedule = scheduler.scheduleAtFixedRate(
                botmetry.wrapRepeatedTask("cleanup", () -> {
                    int run = runs.getAndIncrement();
                    if (run < thrown.size()) {
                        throwAnyhow(thrown.get(run));
                    }
                    fourth.countDown();
                }),
                0,
                1,
                TimeUnit.MILLISECONDS);

        assertThat(fourth.await(30, TimeUnit.SECONDS)).isTrue();
        schedule.cancel(false);
        assertThat(failures).hasSize(3).allMatch(failure -> failure.startsWith("cleanup "));
    }

    @Test
    void repeatedTask_thatThrowsAnInterrupt_keepsTheFlag() {
        assertThatCode(botmetry.wrapRepeatedTask("wait", throwing(new InterruptedException()))::run)
                .doesNotThrowAnyException();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void tasks_ofANoop_behaveAsThoseOfABotmetry() {
        Botmetry noop = Botmetry.noop();
        assertThatCode(noop.wrapRepeatedTask("cleanup", throwing(new IllegalStateException()))::run)
                .doesNotThrowAnyException();
        assertThatThrownBy(noop.wrapTask("cleanup", throwing(new IllegalStateException("x")))::run)
                .hasMessage("x");
    }

    @Test
    void names_mustNotBeBlank() {
        assertThatThrownBy(() -> botmetry.wrapTask(" ", () -> {})).hasMessage("name must not be blank, was \" \"");
        assertThatThrownBy(() -> botmetry.wrapRepeatedTask("", () -> {})).hasMessageContaining("must not be blank");
    }

    @Test
    void periodicTask_thatAnEventScheduled_isReportedOutsideOfIt_whenItsScheduleEnds() throws Exception {
        ScheduledExecutorService wrapped = CurrentEvent.wrap(scheduler);
        List<ScheduledFuture<?>> schedules = new ArrayList<>();
        EventFrame frame = botmetry.wiring().events().begin(new Slash("ping", 1));
        try (Scope scope = frame.enter()) {
            Runnable bare = throwing(new IllegalStateException("bare"));
            schedules.add(wrapped.scheduleAtFixedRate(bare, 0, 1, TimeUnit.MILLISECONDS));
            schedules.add(wrapped.scheduleWithFixedDelay(bare, 0, 1, TimeUnit.MILLISECONDS));
        }
        for (ScheduledFuture<?> schedule : schedules) {
            assertThatThrownBy(() -> schedule.get(30, TimeUnit.SECONDS)).hasRootCauseMessage("bare");
        }
        assertThat(failures).contains("nothing java.lang.IllegalStateException: bare");
        assertThat(botmetry.warnings())
                .extracting(Warning::code, Warning::count)
                .containsExactly(tuple("schedule-ended", 2L));
    }
}
