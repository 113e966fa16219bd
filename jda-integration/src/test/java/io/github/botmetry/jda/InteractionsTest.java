package io.github.botmetry.jda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.Botmetry;
import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.EventDispatcher;
import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.EventObserver;
import io.github.botmetry.event.Failure;
import io.github.botmetry.event.Observation;
import io.github.botmetry.event.Scope;
import io.github.botmetry.jda.rest.RestActivity;
import io.github.botmetry.jda.series.AcknowledgementSeries;
import io.github.botmetry.jda.series.PerCommand;
import io.github.botmetry.testing.TestEvent;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InteractionsTest {

    private final Botmetry botmetry = Botmetry.builder().shutdownHook(false).build();
    private final EventDispatcher events = botmetry.wiring().events();
    private final PerCommand<AcknowledgementSeries> series = AcknowledgementSeries.perCommand(botmetry.stats());
    private final RestActivity restActivity = new RestActivity();
    private final AtomicInteger failures = new AtomicInteger();
    private final Interactions interactions = new Interactions();

    /** Something large that follows an event. */
    private static final class Following implements Observation {}

    @BeforeEach
    void observe() {
        events.observe(new EventObserver() {
            @Override
            public Observation begin(BotEvent event) {
                return new Following();
            }

            @Override
            public String failed(BotEvent event, Failure failure) {
                failures.incrementAndGet();
                return null;
            }
        });
    }

    @AfterEach
    void stop() {
        botmetry.close();
    }

    private Handling received(long id) {
        return received(id, Duration.ZERO);
    }

    private Handling received(long id, Duration ago) {
        BotEvent event = TestEvent.slash("ping").receivedAgo(ago).build();
        Handling handling = new Handling(series.of(event), restActivity, true, event.receivedNanos());
        handling.follow(events.begin(event, handling).frozen());
        interactions.add(id, "token " + id, handling);
        return handling;
    }

    private static void answer(Handling handling) {
        handling.listener(InteractionsTest.class);
        try (Scope inside = handling.enter()) {
            handling.acknowledging();
            handling.sending();
            handling.acknowledged();
        }
    }

    private boolean isFollowed(long id) {
        EventFrame frame = interactions.byId(id);
        return frame != null && frame != frame.unfollowed(frame.attachment());
    }

    private long followed(int ids) {
        long followed = 0;
        for (int id = 0; id < ids; id++) {
            followed += isFollowed(id) ? 1 : 0;
        }
        return followed;
    }

    @Test
    void interactionsThatAreOver_keepWhatFollowsThem_untilSoManyAreOverSince() {
        Handling open = received(-1);
        for (int id = 0; id < 3 * Interactions.FOLLOWED_OVER; id++) {
            answer(received(id));
            assertThat(followed(id + 1)).isEqualTo(Math.min(id + 1, Interactions.FOLLOWED_OVER));
        }
        assertThat(isFollowed(-1)).isTrue();
        assertThat(isFollowed(Interactions.FOLLOWED_OVER)).isFalse();
        assertThat(isFollowed(3 * Interactions.FOLLOWED_OVER - 1)).isTrue();
        answer(open);
        assertThat(isFollowed(-1)).isTrue();
    }

    @Test
    void interactionsThatAreOverOnManyThreads_areLetGoOfButForTheLast() throws Exception {
        int threads = 4;
        int each = 1_500;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int first = thread * each;
                running.add(pool.submit(() -> {
                    for (int id = first; id < first + each; id++) {
                        answer(received(id));
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(followed(threads * each)).isEqualTo(Interactions.FOLLOWED_OVER);
    }

    @Test
    void settledInteraction_isKeptAlone_andStillFound() {
        answer(received(1, Interactions.FOLLOWED));
        EventFrame before = interactions.byId(1);
        assertThat(Handling.of(before)).isNotNull();

        interactions.expire(System.nanoTime());

        EventFrame alone = interactions.byToken("token 1");
        assertThat(alone).isSameAs(interactions.byId(1)).isNotSameAs(before);
        assertThat(alone.event()).isSameAs(before.event());
        assertThat(alone.acknowledgedAfter()).isEqualTo(before.acknowledgedAfter());
        assertThat(Handling.of(alone)).isNull();
        assertThat(interactions.all()).isEmpty();
        alone.failed(new Failure(new IllegalStateException("late"), Failure.Source.CALLBACK, false, null));
        assertThat(failures).hasValue(1);
    }

    @Test
    void handlingThatIsSettled_isKeptByNobody() {
        answer(received(1, Interactions.FOLLOWED));
        WeakReference<Handling> handling = new WeakReference<>(Handling.of(interactions.byId(1)));
        assertThat(handling.get()).isNotNull();
        interactions.expire(System.nanoTime());

        Awaitility.await().until(() -> {
            System.gc();
            return handling.get() == null;
        });
        assertThat(interactions.byId(1)).isNotNull();
    }

    @Test
    void interactionsWithSomethingLeftToCount_keepTheirHandling() {
        Handling thinking = received(1, Interactions.FOLLOWED);
        thinking.deferral().begin();
        answer(thinking);
        Handling reportedLate = received(2, Interactions.FOLLOWED);
        reportedLate.listener(InteractionsTest.class);
        reportedLate.overdue(true, Runnable::run);
        Handling refused = received(3, Interactions.FOLLOWED);
        refused.listener(InteractionsTest.class);
        refused.acknowledging();
        refused.refused(400);

        interactions.expire(System.nanoTime());

        for (Handling handling : List.of(thinking, reportedLate, refused)) {
            assertThat(interactions.all()).contains(handling);
        }
        assertThat(Handling.of(interactions.byId(1))).isSameAs(thinking);
        assertThat(isFollowed(2)).isFalse();
        thinking.answered();
        interactions.expire(System.nanoTime());
        assertThat(Handling.of(interactions.byId(1))).isNull();
    }

    @Test
    void tokenInAPath_isFoundWithoutACopy() {
        Handling handling = received(7);
        String path = "webhooks/1/token 7/messages/@original";

        assertThat(Handling.of(interactions.byToken(path, 11, 18))).isSameAs(handling);
        assertThat(interactions.byToken(path, 11, 17)).isNull();
    }

    @Test
    void textCommand_withoutAToken_isFoundById() {
        Handling handling = received(1);
        interactions.add(5, null, handling);

        assertThat(Handling.of(interactions.byId(5))).isSameAs(handling);
        assertThat(interactions.byToken("")).isNull();
    }
}
