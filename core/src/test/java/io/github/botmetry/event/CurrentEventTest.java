package io.github.botmetry.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.guard.Warnings;
import io.github.botmetry.stats.Stats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CurrentEventTest {

    private final List<String> told = new ArrayList<>();
    private final EventDispatcher dispatcher = new EventDispatcher(Stats.noop(), new Warnings(true));

    CurrentEventTest() {
        dispatcher.observe(new EventObserver() {
            @Override
            public Observation begin(BotEvent event) {
                return new Observation() {
                    @Override
                    public Scope enter() {
                        told.add("enter " + event.name());
                        return () -> told.add("leave " + event.name());
                    }

                    @Override
                    public void finished(Outcome outcome, Duration duration) {
                        told.add("finished " + event.name() + " " + outcome);
                    }
                };
            }

            @Override
            public @Nullable String failed(@Nullable BotEvent event, Failure failure) {
                told.add("failed " + (event == null ? "nothing" : event.name()));
                return null;
            }
        });
    }

    private record Named(Kind kind, String name, long receivedNanos) implements BotEvent {}

    private static BotEvent slash(String name) {
        return new Named(BotEvent.Kind.SLASH, name, System.nanoTime());
    }

    @Test
    void frames_nest_andThePreviousOneComesBack() {
        EventFrame outer = dispatcher.begin(slash("outer"));
        EventFrame inner = dispatcher.frame(slash("inner"));

        try (Scope scope = outer.enter()) {
            EventFrame previous = inner.push();
            assertThat(CurrentEvent.get()).isSameAs(inner.event());
            EventFrame.pop(previous);
            assertThat(CurrentEvent.get()).isSameAs(outer.event());
        }

        assertThat(CurrentEvent.get()).isNull();
        assertThat(told).containsExactly("enter outer", "leave outer");
    }

    @Test
    void wrappedTask_onAnotherThread_hasTheFrozenEvent_andLeavesNothingBehind() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        List<@Nullable BotEvent> seen = new ArrayList<>();
        BotEvent event = slash("ping");
        try (Scope scope = dispatcher.begin(event).enter()) {
            pool.submit(CurrentEvent.wrap((Runnable) () -> seen.add(CurrentEvent.get())))
                    .get();
        }
        pool.submit(() -> seen.add(CurrentEvent.get())).get();
        pool.shutdown();
        assertThat(pool.awaitTermination(5, TimeUnit.SECONDS)).isTrue();

        assertThat(seen.get(0)).isNotSameAs(event).extracting(BotEvent::name).isEqualTo("ping");
        assertThat(seen.get(1)).isNull();
        assertThat(told).containsExactly("enter ping", "enter ping", "leave ping", "leave ping");
    }

    @Test
    void rejected_isTheOutcome_unlessItFails() {
        EventFrame rejected = dispatcher.begin(slash("rejected"));
        EventFrame failed = dispatcher.begin(slash("failed"));
        try (Scope scope = rejected.enter()) {
            CurrentEvent.reject("cooldown");
        }
        try (Scope scope = failed.enter()) {
            CurrentEvent.reject("cooldown");
            failed.failed(new Failure(new IllegalStateException(), Failure.Source.LISTENER, false, null));
        }

        rejected.finish(Duration.ZERO);
        failed.finish(Duration.ZERO);
        failed.finish(Duration.ZERO);

        assertThat(told)
                .containsSubsequence("failed failed", "finished rejected REJECTED", "finished failed ERROR")
                .filteredOn(line -> line.startsWith("finished"))
                .hasSize(2);
    }

    @Test
    void child_isFinishedWithItsScope() {
        try (Scope scope = dispatcher.frame(slash("message")).enter()) {
            try (Scope child = CurrentEvent.enter(slash("!ping"))) {
                assertThat(CurrentEvent.get()).extracting(BotEvent::name).isEqualTo("!ping");
            }
            assertThat(CurrentEvent.get()).extracting(BotEvent::name).isEqualTo("message");
        }

        assertThat(told).containsExactly("enter !ping", "leave !ping", "finished !ping OK");
    }

    @Test
    void sameException_inTwoEvents_isTwoFailures_butOneInAnEventAndItsChild() {
        Failure cached = new Failure(new IllegalStateException(), Failure.Source.LISTENER, false, null);
        for (String name : List.of("first", "second")) {
            EventFrame frame = dispatcher.frame(slash(name));
            try (Scope scope = frame.enter();
                    Scope child = CurrentEvent.enter(slash(name + " child"))) {
                CurrentEvent.frame().failed(cached);
            }
            frame.failed(cached);
            dispatcher.failed(null, cached);
        }

        assertThat(told)
                .filteredOn(line -> line.startsWith("failed"))
                .containsExactly("failed first child", "failed second child");
        assertThat(told)
                .filteredOn(line -> line.startsWith("finished"))
                .containsExactly("finished first child ERROR", "finished second child ERROR");
    }

    @Test
    void outsideAnEvent_nothingHappens() {
        CurrentEvent.reject("x");
        CurrentEvent.tag("a", "b");
        CurrentEvent.enter(slash("x")).close();

        assertThat(CurrentEvent.get()).isNull();
        assertThat(CurrentEvent.tags()).isEmpty();
        assertThat(told).isEmpty();
    }
}
