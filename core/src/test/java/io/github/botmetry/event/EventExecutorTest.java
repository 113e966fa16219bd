package io.github.botmetry.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Named.named;

import io.github.botmetry.guard.Warnings;
import io.github.botmetry.stats.Stats;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventExecutorTest {

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final EventDispatcher dispatcher = new EventDispatcher(Stats.noop(), new Warnings(true));
    private final ScheduledExecutorService bare = Executors.newScheduledThreadPool(1);
    private final ScheduledExecutorService pool = CurrentEvent.wrap(bare);

    EventExecutorTest() {
        dispatcher.observe(new EventObserver() {
            @Override
            public Observation begin(BotEvent event) {
                return new Observation() {
                    @Override
                    public void finished(Outcome outcome, Duration duration) {
                        told.add(event.name() + " finished " + outcome);
                    }
                };
            }

            @Override
            public @Nullable String failed(@Nullable BotEvent event, Failure failure) {
                told.add((event == null ? "nothing" : event.name()) + " failed " + failure.source());
                return null;
            }
        });
    }

    @AfterEach
    void stop() {
        pool.shutdownNow();
        assertThat(bare.isShutdown()).isTrue();
    }

    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** A way of handing a task to a pool. */
    private interface Way {
        Future<?> hand(Callable<String> task, ScheduledExecutorService pool);
    }

    private static Runnable runnable(Callable<String> task) {
        return () -> {
            try {
                task.call();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        };
    }

    static Stream<Named<Way>> everyWay() {
        return Stream.of(
                named("submit a callable", (task, pool) -> pool.submit(task)),
                named("submit a runnable", (task, pool) -> pool.submit(runnable(task))),
                named("submit with a result", (task, pool) -> pool.submit(runnable(task), "done")),
                named("schedule a callable", (task, pool) -> pool.schedule(task, 1, TimeUnit.MILLISECONDS)),
                named("schedule a runnable", (task, pool) -> pool.schedule(runnable(task), 1, TimeUnit.MILLISECONDS)),
                named("execute a future of one's own", (task, pool) -> {
                    FutureTask<String> own = new FutureTask<>(task);
                    pool.execute(own);
                    return own;
                }));
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void task_handedInDuringAnEvent_isPartOfIt(Way way) throws Exception {
        SynchronousQueue<String> seen = new SynchronousQueue<>();
        try (Scope scope = dispatcher.begin(new Slash("ping", 1)).enter()) {
            way.hand(
                    () -> {
                        seen.put(String.valueOf(CurrentEvent.get().name()));
                        return "done";
                    },
                    pool);
        }
        assertThat(seen.poll(5, TimeUnit.SECONDS)).isEqualTo("ping");
        assertThat(pool.submit(() -> String.valueOf(CurrentEvent.get())).get()).isEqualTo("null");
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void taskThatThrows_failsItsEvent_andItsFutureAsBefore(Way way) {
        Future<?> future;
        try (Scope scope = dispatcher.begin(new Slash("ping", 1)).enter()) {
            future = way.hand(
                    () -> {
                        throw new Broken();
                    },
                    pool);
        }
        assertThatThrownBy(() -> future.get(5, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(Broken.class);
        // A future task of the caller's own keeps what it throws to itself.
        if (!(future.getClass() == FutureTask.class)) {
            assertThat(told).containsExactly("ping failed TASK");
        }
    }

    @Test
    void periodicTask_isPartOfNoEvent() throws Exception {
        SynchronousQueue<String> seen = new SynchronousQueue<>();
        try (Scope scope = dispatcher.begin(new Slash("ping", 1)).enter()) {
            pool.scheduleAtFixedRate(() -> seen.offer(String.valueOf(CurrentEvent.get())), 0, 1, TimeUnit.MILLISECONDS);
        }
        assertThat(seen.poll(5, TimeUnit.SECONDS)).isEqualTo("null");
    }

    @Test
    void attachment_isKnownToAllFramesOfTheEvent() {
        EventFrame frame = dispatcher.begin(new Slash("ping", 1), "mine");

        assertThat(frame.attachment()).isEqualTo("mine");
        assertThat(frame.frozen().attachment()).isEqualTo("mine");
        assertThat(frame.frozen()).isSameAs(frame.frozen());
        assertThat(dispatcher.frame(new Slash("ping", 1)).attachment()).isNull();
        assertThat(dispatcher.owns(frame)).isTrue();
        assertThat(new EventDispatcher(Stats.noop(), new Warnings(true)).owns(frame))
                .isFalse();
    }
}
