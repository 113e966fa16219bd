package io.github.botmetry.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.guard.Warning;
import io.github.botmetry.guard.Warnings;
import io.github.botmetry.stats.Stats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scopes that are closed late, early, twice, never, or by somebody else. */
class ScopesTest {

    private final Warnings warnings = new Warnings(false);
    private final EventDispatcher dispatcher = new EventDispatcher(Stats.noop(), warnings);
    private final List<String> inside = new ArrayList<>();
    private final List<String> finished = new ArrayList<>();

    /** The observer does as an MDC: it puts something on the thread and takes it off again. */
    ScopesTest() {
        dispatcher.observe(new EventObserver() {
            @Override
            public Observation begin(BotEvent event) {
                return new Observation() {
                    @Override
                    public Scope enter() {
                        inside.add(event.name());
                        return () -> inside.remove(inside.lastIndexOf(event.name()));
                    }

                    @Override
                    public void finished(Outcome outcome, Duration duration) {
                        finished.add(event.name());
                    }
                };
            }
        });
    }

    private EventFrame begin(String name) {
        return dispatcher.begin(new Slash(name, System.nanoTime()));
    }

    private static void onAnotherThread(Runnable task) throws InterruptedException {
        Thread other = new Thread(task, "other");
        other.start();
        other.join();
    }

    private void assertThatNothingIsLeft() {
        assertThat(CurrentEvent.get()).isNull();
        assertThat(inside).isEmpty();
    }

    @Test
    void scope_closedOnAnotherThread_isIgnoredThere_saidOnce_andStillOpenOnItsOwn() throws Exception {
        EventFrame foreign = begin("foreign");
        List<@Nullable BotEvent> seen = new ArrayList<>();
        Scope first = begin("ping").enter();
        onAnotherThread(() -> {
            try (Scope own = foreign.enter()) {
                first.close();
                first.close();
                seen.add(CurrentEvent.get());
            }
            seen.add(CurrentEvent.get());
        });
        assertThat(seen).containsExactly(foreign.event(), null);
        assertThat(CurrentEvent.get()).extracting(BotEvent::name).isEqualTo("ping");
        assertThat(warnings.list())
                .singleElement()
                .satisfies(warning -> assertThat(warning.cause()).contains("\"ping\"", "thread other"))
                .extracting(Warning::code, Warning::count)
                .containsExactly("scope-elsewhere", 2L);

        first.close();
        onAnotherThread(first::close);
        assertThatNothingIsLeft();
        assertThat(warnings.list()).singleElement().extracting(Warning::count).isEqualTo(2L);
    }

    @Test
    void child_closedOnAnotherThread_isOverWithTheScopeRoundIt() throws Exception {
        try (Scope outer = begin("message").enter()) {
            Scope child = CurrentEvent.enter(new Slash("!ping", System.nanoTime()));
            onAnotherThread(child::close);
            assertThat(finished).isEmpty();
        }
        assertThatNothingIsLeft();
        assertThat(finished).containsExactly("!ping");
    }

    @Test
    void scope_closedTwice_isClosedOnce() {
        Scope outer = begin("outer").enter();
        Scope inner = begin("inner").enter();
        inner.close();
        Scope next = begin("next").enter();
        inner.close();
        assertThat(CurrentEvent.get()).extracting(BotEvent::name).isEqualTo("next");
        assertThat(inside).containsExactly("outer", "next");
        next.close();
        outer.close();
        outer.close();
        assertThatNothingIsLeft();
        assertThat(warnings.list()).isEmpty();
    }

    @Test
    void outerScope_closedBeforeTheInner_leavesNothing_thenNorLater() {
        Scope outer = begin("outer").enter();
        Scope inner = begin("inner").enter();
        outer.close();
        assertThatNothingIsLeft();
        inner.close();
        assertThatNothingIsLeft();
    }

    @Test
    void scope_thatATaskLeavesOpen_isOverWithTheTask_beforeThePoolsNextOne() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Supplier<Scope> elsewhere = begin("elsewhere").capture();
            Runnable task;
            try (Scope scope = begin("ping").enter()) {
                task = CurrentEvent.wrap((Runnable) () -> {
                    elsewhere.get();
                    CurrentEvent.enter(new Slash("child", System.nanoTime()));
                });
            }
            pool.submit(task).get(30, TimeUnit.SECONDS);
            pool.submit(this::assertThatNothingIsLeft).get(30, TimeUnit.SECONDS);
            assertThat(finished).containsExactly("child");
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void scope_thatAFramedEventLeavesOpen_isOverWithIt() {
        List<Scope> left = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            EventFrame framed = dispatcher.frame(new Slash("event " + i, System.nanoTime()));
            EventFrame previous = framed.push();
            left.forEach(Scope::close);
            assertThat(CurrentEvent.get()).isSameAs(framed.event());
            left.add(CurrentEvent.enter(new Slash("child " + i, System.nanoTime())));
            EventFrame.pop(previous);
            assertThatNothingIsLeft();
        }
        assertThat(finished).containsExactly("child 0", "child 1", "child 2");
    }

    @Test
    void framePushedInsideAScope_ofTheSameEvent_leavesTheScopeOpen() {
        EventFrame frame = begin("ping").frozen();
        try (Scope scope = frame.enter()) {
            EventFrame other = dispatcher.frame(new Slash("other", 1));
            EventFrame previous = other.push();
            EventFrame again = frame.push();
            EventFrame.pop(again);
            EventFrame.pop(previous);
            assertThat(CurrentEvent.get()).isSameAs(frame.event());
            assertThat(inside).containsExactly("ping");
        }
        assertThatNothingIsLeft();
    }

    @Test
    void observer_whoseScopeOpensAnotherOne_orThrows_leavesNothing() {
        dispatcher.observe(new EventObserver() {
            @Override
            public Observation begin(BotEvent event) {
                return new Observation() {
                    @Override
                    public Scope enter() {
                        return () -> {
                            throw new NoClassDefFoundError("planned");
                        };
                    }
                };
            }
        });
        try (Scope scope = begin("ping").enter()) {
            assertThat(inside).containsExactly("ping");
        }
        assertThatNothingIsLeft();
    }

    /** An observer that begins an event of its own in each call, and leaves it open. */
    private final class Leaving implements EventObserver {

        private final String call;

        Leaving(String call) {
            this.call = call;
        }

        private void leave(String name) {
            if (name.equals(call)) {
                dispatcher.frame(new Slash("theirs", 1)).enter();
            }
        }

        @Override
        public Observation begin(BotEvent event) {
            leave("begin");
            return new Observation() {
                @Override
                public Supplier<Scope> capture() {
                    leave("capture");
                    return () -> Scope.NOOP;
                }

                @Override
                public void acknowledged(Duration afterReceipt) {
                    leave("acknowledged");
                }

                @Override
                public void restCompleted(RestCall completed) {
                    leave("restCompleted");
                }

                @Override
                public void finished(Outcome outcome, Duration duration) {
                    leave("finished");
                }
            };
        }

        @Override
        public @Nullable String failed(@Nullable BotEvent event, Failure failure) {
            leave("failed");
            return null;
        }

        @Override
        public void restCompleted(@Nullable BotEvent event, RestCall completed) {
            leave("observer's restCompleted");
        }

        @Override
        public void sessionChanged(SessionChange change) {
            leave("sessionChanged");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "begin",
                "capture",
                "acknowledged",
                "restCompleted",
                "finished",
                "failed",
                "observer's restCompleted",
                "sessionChanged"
            })
    void scope_thatAnObserverLeavesOpen_isOverWithTheCall(String call) {
        dispatcher.observe(new Leaving(call));
        RestCall rest = new RestCall("GET", "gateway", 200, 0, 1, Duration.ZERO, Duration.ZERO);
        EventFrame ours = begin("ours");
        assertThat(CurrentEvent.get()).isNull();
        try (Scope scope = ours.enter()) {
            ours.failed(new Failure(new IllegalStateException("planned"), Failure.Source.LISTENER, false, null));
            ours.capture();
            ours.acknowledged(Duration.ZERO);
            ours.restCompleted(rest);
            dispatcher.restCompleted(null, rest);
            dispatcher.sessionChanged(new SessionChange(SessionChange.Kind.RESUMED, 0, 0));
            begin("another");
            ours.finish(Duration.ZERO);

            assertThat(CurrentEvent.get()).isNotNull();
            assertThat(CurrentEvent.get().name()).isEqualTo("ours");
            assertThat(inside).containsExactly("ours");
        }
        assertThatNothingIsLeft();
    }

    /** Opens and closes in any order: 0 opens, 1 to 4 close one of those that are or were open, 5 pushes, 6 pops. */
    @Test
    void outermostScope_endsEverything_inWhateverOrderTheOthersWereClosed() {
        for (int seed = 0; seed < 2_000; seed++) {
            try (Scope outermost = begin("outermost").enter()) {
                takeSteps(new Random(seed).ints(30, 0, 7).toArray());
            }
            assertThat(CurrentEvent.get()).as("seed " + seed).isNull();
            assertThat(inside).as("seed " + seed).isEmpty();
        }
    }

    private void takeSteps(int... steps) {
        List<Scope> scopes = new ArrayList<>();
        List<@Nullable EventFrame> previous = new ArrayList<>();
        for (int step : steps) {
            if (step == 0) {
                scopes.add(begin("event " + scopes.size()).enter());
            } else if (step == 5) {
                previous.add(dispatcher.frame(new Slash("pushed", 1)).push());
            } else if (step == 6 && !previous.isEmpty()) {
                EventFrame.pop(previous.remove(previous.size() - 1));
            } else if (step < 5 && step <= scopes.size()) {
                scopes.get(scopes.size() - step).close();
            }
        }
        while (!previous.isEmpty()) {
            EventFrame.pop(previous.remove(previous.size() - 1));
        }
    }
}
