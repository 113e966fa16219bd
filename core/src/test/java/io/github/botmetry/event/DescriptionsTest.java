package io.github.botmetry.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.guard.Warning;
import io.github.botmetry.guard.Warnings;
import io.github.botmetry.stats.Stats;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An event whose every part throws is handled like all others. */
class DescriptionsTest {

    private final Warnings warnings = new Warnings(false);
    private final EventDispatcher dispatcher = new EventDispatcher(Stats.noop(), warnings);
    private final List<String> told = new ArrayList<>();

    private static BotEvent hostile() {
        return (BotEvent) Proxy.newProxyInstance(
                BotEvent.class.getClassLoader(), new Class<?>[] {BotEvent.class}, (self, method, arguments) -> {
                    throw new StackOverflowError("planned: " + method.getName());
                });
    }

    private final class Reader implements EventObserver {

        @Override
        public Observation begin(BotEvent event) {
            told.add("begin " + read(event));
            return new Observation() {
                @Override
                public void finished(Outcome outcome, Duration duration) {
                    told.add("finished " + outcome);
                }
            };
        }

        @Override
        public @Nullable String failed(@Nullable BotEvent event, Failure failure) {
            told.add("failed " + read(Objects.requireNonNull(event)));
            return "report";
        }

        @Override
        public void restCompleted(@Nullable BotEvent event, RestCall call) {
            told.add("call " + read(Objects.requireNonNull(event)));
        }

        private String read(BotEvent event) {
            return event.kind() + " " + event.receivedNanos() + event.shard() + event.channelId() + event.messageId()
                    + event.interactionId() + event.guildId() + event.userId() + event.withheld() + " "
                    + event.userName()
                    + event.jumpUrl() + event.content() + event.parent()
                    + event.details().facts() + event.details().options()
                    + event.name().isEmpty();
        }
    }

    private static Failure failure() {
        return new Failure(new IllegalStateException("planned"), Failure.Source.LISTENER, false, null);
    }

    @Test
    void event_thatCannotBeDescribed_isFollowed_capturedAndReported() {
        dispatcher.observe(new Reader());
        EventFrame outer = dispatcher.begin(new Rehearsed());

        try (Scope scope = outer.enter();
                Scope child = CurrentEvent.enter(hostile());
                Scope captured =
                        Objects.requireNonNull(CurrentEvent.frame()).capture().get()) {
            EventFrame frame = Objects.requireNonNull(CurrentEvent.frame());
            frame.restCompleted(new RestCall("GET", "x", 200, 0, 1, Duration.ZERO, Duration.ZERO));
            assertThat(frame.failed(failure())).isEqualTo("report");
        }

        String nothing = "GATEWAY 00000-1-1[] nullnullnullnull{}[]false";
        assertThat(told)
                .containsSubsequence("begin " + nothing, "call " + nothing, "failed " + nothing, "finished ERROR");
    }

    @Test
    void failure_inAFramedEventThatCannotBeDescribed_isReported() {
        dispatcher.observe(new Reader());

        assertThat(dispatcher.frame(hostile()).failed(failure())).isEqualTo("report");
        assertThat(warnings.list())
                .singleElement()
                .extracting(Warning::code)
                .as("one warning for all events of a class")
                .isEqualTo("undescribed-event");
    }

    @Test
    void details_thatThrow_areEmpty_alsoInACopy() {
        BotEvent event = new Rehearsed() {
            @Override
            public EventDetails details() {
                return new EventDetails() {
                    @Override
                    public Map<String, Object> facts() {
                        throw new IllegalStateException("planned");
                    }
                };
            }
        };

        assertThat(dispatcher.frame(event).frozen().event().details().facts()).isEmpty();
    }

    @Test
    void content_thatDetailsWorkOut_isWorkedOutWhenAskedFor() {
        List<String> asked = new ArrayList<>();
        BotEvent event = new Rehearsed() {
            @Override
            public String content() {
                throw new AssertionError("read for a copy");
            }

            @Override
            public EventDetails details() {
                return new EventDetails() {
                    @Override
                    public boolean worksOutContent() {
                        return true;
                    }

                    @Override
                    public String content() {
                        asked.add("content");
                        return "/ping";
                    }
                };
            }
        };

        BotEvent copy = dispatcher.frame(event).frozen().event();

        assertThat(asked).isEmpty();
        assertThat(copy.content()).isEqualTo("/ping");
        assertThat(warnings.list()).isEmpty();
    }

    private static class Rehearsed implements BotEvent {
        @Override
        public Kind kind() {
            return Kind.TASK;
        }

        @Override
        public String name() {
            return "outer";
        }

        @Override
        public long receivedNanos() {
            return 1;
        }
    }
}
