package io.github.botmetry.jda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.Botmetry;
import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.EventDispatcher;
import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.EventObserver;
import io.github.botmetry.event.Failure;
import io.github.botmetry.event.Observation;
import io.github.botmetry.event.Outcome;
import io.github.botmetry.event.Scope;
import io.github.botmetry.jda.rest.RestActivity;
import io.github.botmetry.jda.series.AcknowledgementSeries;
import io.github.botmetry.testing.TestEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HandlingTest {

    private final Botmetry botmetry = Botmetry.builder().shutdownHook(false).build();
    private final Numbers numbers = new Numbers(botmetry);
    private final RestActivity restActivity = new RestActivity();
    private final List<String> told = new ArrayList<>();
    private Duration lasted;

    @AfterEach
    void stop() {
        botmetry.close();
    }

    private Handling received(Duration ago, boolean answerable) {
        EventDispatcher events = botmetry.wiring().events();
        BotEvent event = TestEvent.slash("ping").receivedAgo(ago).build();
        Handling handling = new Handling(
                AcknowledgementSeries.perCommand(botmetry.stats()).of(event),
                restActivity,
                answerable,
                event.receivedNanos());
        events.observe(new EventObserver() {
            @Override
            public Observation begin(BotEvent begun) {
                return new Observation() {
                    @Override
                    public void finished(Outcome outcome, Duration duration) {
                        told.add("finished " + outcome);
                        lasted = duration;
                    }
                };
            }

            @Override
            public String failed(BotEvent failed, Failure failure) {
                told.add(failure.error().getClass().getSimpleName());
                return null;
            }
        });
        EventFrame frame = events.begin(event, handling);
        handling.follow(frame.frozen());
        return handling;
    }

    @Test
    void answered_beforeItsHandlerReturns_isOverWithTheHandler() {
        Handling handling = received(Duration.ofMillis(100), true);
        try (Scope handler = handling.enter()) {
            handling.acknowledging();
            handling.acknowledged();
            assertThat(told).isEmpty();
        }
        assertThat(told).containsExactly("finished OK");
        assertThat(numbers.count("discord.interactions", "slash", "acked")).isEqualTo(1);
    }

    @Test
    void callbackUnderWay_isWaitedFor_butDoesNotCountAsTheCommandsTime() {
        long before = System.nanoTime();
        Handling handling = received(Duration.ofMillis(100), true);
        try (Scope handler = handling.enter()) {
            handling.began();
            handling.acknowledging();
        }
        handling.began();
        handling.acknowledged();
        long acknowledged = System.nanoTime();
        handling.ended();
        assertThat(told).isEmpty();
        try (Scope rest = restActivity.work();
                Scope callback = handling.enter()) {
            handling.ended();
            await().until(() -> System.nanoTime() - acknowledged > 50_000_000); // to be seen if it were counted
            assertThat(told).isEmpty();
        }
        assertThat(told).containsExactly("finished OK");
        assertThat(lasted)
                .isLessThanOrEqualTo(Duration.ofNanos(acknowledged - before).plusMillis(100));
    }

    @Test
    void overdue_withNothingSent_isAFailure_thenLateIfItIsAnsweredStill() {
        Handling handling = received(Duration.ofSeconds(3), true);

        assertThat(handling.overdue(true, Runnable::run)).isTrue();
        assertThat(told).containsExactly("NotAcknowledgedException", "finished ERROR");
        assertThat(lasted).isGreaterThanOrEqualTo(Duration.ofSeconds(3));
        handling.acknowledging();
        handling.refused(404);
        handling.givenUp();

        assertThat(numbers.counts("discord.interactions")).containsOnlyKeys("slash/late");
        assertThat(told).hasSize(2);
    }

    @Test
    void overdue_andGivenUp_isNever() {
        Handling handling = received(Duration.ofSeconds(3), true);

        handling.overdue(true, Runnable::run);
        handling.givenUp();
        handling.acknowledged();

        assertThat(numbers.counts("discord.interactions")).containsOnlyKeys("slash/never");
    }

    @Test
    void overdue_whileTheBotShutsDown_isNoFailure() {
        Handling handling = received(Duration.ofSeconds(3), true);

        handling.overdue(false, Runnable::run);

        assertThat(told).containsExactly("finished OK");
    }

    @Test
    void overdue_withAnAnswerUnderWay_isNoFailureYet() {
        Handling handling = received(Duration.ofSeconds(3), true);
        handling.acknowledging();

        assertThat(handling.overdue(true, Runnable::run)).isTrue();
        handling.givenUp();
        assertThat(told).containsExactly("finished OK");
        handling.acknowledged();

        assertThat(numbers.counts("discord.interactions")).containsOnlyKeys("slash/late");
    }

    @Test
    void withdrawnAnswer_isFailedQuietly() {
        Handling handling = received(Duration.ofMillis(1), true);
        handling.acknowledging();
        handling.withdrawn();

        assertThat(told).containsExactly("finished OK");
        assertThat(numbers.counts("discord.interactions")).containsOnlyKeys("slash/failed");
    }

    @Test
    void textCommand_isOverWithItsHandler() {
        Handling handling = received(Duration.ofMillis(1), false);
        try (Scope handler = handling.enter()) {
            assertThat(told).isEmpty();
        }
        assertThat(told).containsExactly("finished OK");
        assertThat(handling.overdue(true, Runnable::run)).isFalse();
        assertThat(numbers.counts("discord.interactions")).isEmpty();
    }

    @Test
    void interactions_areForgottenWithTheirTokens_byNumberAndByAge() {
        Interactions interactions = new Interactions();
        Handling handling = received(Duration.ZERO, true);
        for (int i = 0; i < Interactions.KEPT + 10; i++) {
            interactions.add(i, "token " + i, handling);
        }
        assertThat(interactions.size()).isEqualTo(Interactions.KEPT);
        assertThat(interactions.byId(9)).isNull();
        assertThat(interactions.byToken("token 9")).isNull();
        assertThat(Handling.of(interactions.byId(10))).isSameAs(handling);
        assertThat(Handling.of(interactions.byToken("token 10"))).isSameAs(handling);

        interactions.expire(System.nanoTime() + Interactions.LIFETIME.toNanos());

        assertThat(interactions.size()).isZero();
        assertThat(interactions.byToken("token 10")).isNull();
    }

    private Handling thinking(Duration ago) {
        Handling thinking = received(ago, true);
        thinking.deferral().begin();
        thinking.acknowledging();
        thinking.acknowledged();
        return thinking;
    }

    @Test
    void interactions_thatWaitForContent_andGoForNewerOnes_areForgottenOnes() {
        List<Handling> forgotten = new ArrayList<>();
        Interactions interactions = new Interactions(forgotten::add);
        Handling thinking = thinking(Duration.ofMillis(5));
        Handling answered = received(Duration.ofMillis(5), true);
        answered.acknowledging();
        answered.acknowledged();
        interactions.add(1, "token 1", thinking);
        interactions.add(2, "token 2", answered);
        for (int i = 3; i <= Interactions.KEPT; i++) {
            interactions.add(i, "token " + i, answered);
        }
        assertThat(forgotten).isEmpty();

        interactions.add(-1, "one", answered);
        interactions.add(-2, "more", answered);

        assertThat(forgotten).containsExactly(thinking);
    }

    @Test
    void interactions_thatWaitForContent_whenBotmetryCloses_areUnansweredAfterAMinute() {
        JdaRuntime runtime = JdaRuntime.of(botmetry.wiring());
        runtime.connect();
        Interactions interactions = runtime.context().interactions();
        interactions.add(1, "token 1", thinking(Duration.ofSeconds(1)));
        interactions.add(2, "token 2", thinking(Duration.ofSeconds(60)));
        interactions.add(3, "token 3", thinking(Duration.ofSeconds(61)));

        botmetry.close();

        assertThat(numbers.total("discord.interactions.unanswered")).isEqualTo(2);
        assertThat(told).doesNotContain("UnansweredException");
    }

    @Test
    void interaction_thatIsOver_isStillFound_withoutWhatFollowedIt() {
        Interactions interactions = new Interactions();
        Handling answered = received(Duration.ofMillis(5), true);
        Handling open = received(Duration.ofMillis(5), true);
        interactions.add(1, "token 1", answered);
        interactions.add(2, "token 2", open);
        answered.acknowledged();
        EventFrame before = answered.frame();

        interactions.expire(System.nanoTime());
        assertThat(answered.frame()).isSameAs(before);
        interactions.expire(System.nanoTime() + Interactions.FOLLOWED.toNanos());

        EventFrame late = interactions.byToken("token 1");
        assertThat(late).isNotSameAs(before);
        assertThat(late.event()).isSameAs(before.event());
        assertThat(Handling.of(late)).isSameAs(answered);
        told.clear();
        late.finish(Duration.ZERO);
        late.failed(new Failure(new IllegalStateException("late"), Failure.Source.CALLBACK, false, null));
        assertThat(told).contains("IllegalStateException").doesNotContain("finished OK", "finished ERROR");
        assertThat(open.frame().unfollowed(open)).isNotSameAs(open.frame());
    }
}
