package io.github.botmetry.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.botmetry.Botmetry;
import io.github.botmetry.guard.Warnings;
import io.github.botmetry.stats.Stats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventDispatcherTest {

    private final Warnings warnings = new Warnings(true);
    private final EventDispatcher dispatcher = new EventDispatcher(Stats.noop(), warnings);

    private record Detailed(EventDetails details) implements BotEvent {
        @Override
        public Kind kind() {
            return Kind.SLASH;
        }

        @Override
        public String name() {
            return "ping";
        }

        @Override
        public long receivedNanos() {
            return 1;
        }
    }

    private static Failure failure(String message) {
        return new Failure(new IllegalStateException(message), Failure.Source.LISTENER, false, null);
    }

    @Test
    void details_areKeptByACopy_unread() {
        AtomicInteger asked = new AtomicInteger();
        EventDetails details = new EventDetails() {
            @Override
            public Map<String, Object> facts() {
                return Map.of("asked", asked.incrementAndGet());
            }
        };

        EventFrame copy = dispatcher.frame(new Detailed(details)).frozen();

        assertThat(asked).hasValue(0);
        assertThat(copy.event().details().facts()).containsExactly(Map.entry("asked", 1));
    }

    @Test
    void acknowledgement_thatIsTheFirst_isKnownInAllFramesOfTheEvent() {
        EventFrame frame = dispatcher.begin(new Detailed(EventDetails.NONE));
        EventFrame copy = frame.frozen();
        assertThat(frame.acknowledgedAfter()).isNull();
        copy.acknowledged(Duration.ofMillis(7));
        copy.acknowledged(Duration.ofMillis(9));
        assertThat(frame.acknowledgedAfter()).isEqualTo(Duration.ofMillis(7));
    }

    @Test
    void sessionChange_isToldToAllObservers_alsoAfterOneThatThrows() {
        List<SessionChange> told = new ArrayList<>();
        dispatcher.observe(new EventObserver() {
            @Override
            public void sessionChanged(SessionChange change) {
                throw new IllegalStateException("planned");
            }
        });
        dispatcher.observe(new EventObserver() {
            @Override
            public void sessionChanged(SessionChange change) {
                told.add(change);
            }
        });
        SessionChange lost = new SessionChange(SessionChange.Kind.DISCONNECTED, 2, 4000);
        dispatcher.sessionChanged(lost);
        assertThat(told).containsExactly(lost);
        assertThatThrownBy(warnings::throwIfStrict).hasMessageContaining("failed");
    }

    @Test
    void failure_reportedByAnObserverOfFailures_isToldToo_butNotForEver() {
        List<String> told = new ArrayList<>();
        dispatcher.observe(new EventObserver() {
            @Override
            public @Nullable String failed(@Nullable BotEvent event, Failure failure) {
                told.add(String.valueOf(failure.error().getMessage()));
                dispatcher.failed(null, failure("about " + failure.error().getMessage()));
                return null;
            }
        });
        dispatcher.failed(null, failure("x"));
        assertThat(told).containsExactly("x", "about x", "about about x");

        told.clear();
        dispatcher.failed(null, failure("y"));
        assertThat(told).as("the thread is as before").hasSize(3);
    }

    @Test
    void observers_thatThrowErrors_orCloseBotmetry_keepNoOtherFromAnything() {
        List<String> told = new ArrayList<>();
        Botmetry botmetry = Botmetry.builder().shutdownHook(false).build();
        botmetry.wiring().observe(new Hostile(() -> {
            throw new OutOfMemoryError("planned");
        }));
        botmetry.wiring().observe(new Hostile(() -> {
            throw new NoClassDefFoundError("planned");
        }));
        botmetry.wiring().observe(new Hostile(botmetry::close));
        botmetry.wiring().observe(new Hostile(() -> told.add("called")));

        EventFrame frame = botmetry.wiring().events().begin(new Detailed(EventDetails.NONE));
        try (Scope scope = frame.enter()) {
            frame.acknowledged(Duration.ofMillis(1));
            frame.failed(failure("x"));
        }
        frame.finish(Duration.ofMillis(2));

        assertThat(told).as("begin, enter, acknowledged, failed, finished").hasSize(5);
        assertThat(CurrentEvent.get()).isNull();
    }

    @Test
    void callerThatMustNotWait_notifiesWhatCountsItself_andAllOthersThroughItsExecutor() {
        List<String> told = new ArrayList<>();
        List<Runnable> elsewhere = new ArrayList<>();
        dispatcher.observe(new Following("stranger", told));
        dispatcher.observe(new Following("other", told));
        dispatcher.observeFirst(new Following("ours", told));
        EventFrame frame = dispatcher.begin(new Detailed(EventDetails.NONE));

        frame.failed(failure("x"), elsewhere::add);
        frame.finish(Duration.ofMillis(1), elsewhere::add);
        frame.finish(Duration.ofMillis(2), elsewhere::add);
        assertThat(told).containsExactly("ours failed", "ours finished ERROR");
        assertThat(elsewhere).hasSize(4);

        elsewhere.forEach(Runnable::run);
        assertThat(told)
                .containsExactly(
                        "ours failed",
                        "ours finished ERROR",
                        "ours enter",
                        "stranger enter",
                        "stranger failed",
                        "ours enter",
                        "other enter",
                        "other failed",
                        "stranger finished ERROR",
                        "other finished ERROR");
        assertThat(CurrentEvent.get()).isNull();
    }

    private record Following(String name, List<String> told) implements EventObserver {
        @Override
        public Observation begin(BotEvent event) {
            return new Observation() {
                @Override
                public Scope enter() {
                    told.add(name + " enter");
                    return Scope.NOOP;
                }

                @Override
                public void finished(Outcome outcome, Duration duration) {
                    told.add(name + " finished " + outcome);
                }
            };
        }

        @Override
        public @Nullable String failed(@Nullable BotEvent event, Failure failure) {
            told.add(name + " failed");
            return null;
        }
    }

    /** Does this wherever it is called. */
    private record Hostile(Runnable what) implements EventObserver {
        @Override
        public Observation begin(BotEvent event) {
            what.run();
            return new Observation() {
                @Override
                public Scope enter() {
                    what.run();
                    return Scope.NOOP;
                }

                @Override
                public void acknowledged(Duration afterReceipt) {
                    what.run();
                }

                @Override
                public void finished(Outcome outcome, Duration duration) {
                    what.run();
                }
            };
        }

        @Override
        public @Nullable String failed(@Nullable BotEvent event, Failure failure) {
            what.run();
            return null;
        }
    }

    @Test
    void failure_isAskedForItsCauseOnce_sinceThatMayTakeLong() {
        AtomicInteger asked = new AtomicInteger();
        Throwable slow = new IllegalStateException("slow") {
            private static final long serialVersionUID = 1;

            @Override
            public synchronized @Nullable Throwable getCause() {
                asked.incrementAndGet();
                return null;
            }
        };
        dispatcher.failed(null, new Failure(new ExecutionException(slow), Failure.Source.REPORTED, true, null));

        assertThat(asked).hasValue(1);
    }
}
