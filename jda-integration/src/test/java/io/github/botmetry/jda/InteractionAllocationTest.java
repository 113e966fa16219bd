package io.github.botmetry.jda;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.botmetry.Botmetry;
import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.Scope;
import io.github.botmetry.jda.rest.RestActivity;
import io.github.botmetry.jda.series.AcknowledgementSeries;
import io.github.botmetry.jda.series.CommandObserver;
import io.github.botmetry.jda.series.PerCommand;
import io.github.botmetry.testing.TestEvent;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("allocation")
class InteractionAllocationTest {

    private static final int EACH_ROUND = 5_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Botmetry botmetry = Botmetry.builder().shutdownHook(false).build();
    private final PerCommand<AcknowledgementSeries> series = AcknowledgementSeries.perCommand(botmetry.stats());
    private final CommandObserver commands = new CommandObserver(botmetry.stats());
    private final RestActivity restActivity = new RestActivity();
    private final Interactions interactions = new Interactions();
    private final BotEvent event =
            TestEvent.slash("ping").receivedAgo(Duration.ZERO).build();
    private final EventFrame frame = botmetry.wiring().events().begin(event).frozen();
    private final String path = "webhooks/1/" + "t".repeat(200) + "/messages/@original";
    private long received;
    private long found;

    @AfterEach
    void stop() {
        botmetry.close();
    }

    private long bytesOf(Runnable each) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < EACH_ROUND; i++) {
            each.run();
        }
        return (THREADS.getCurrentThreadAllocatedBytes() - before) / EACH_ROUND;
    }

    /** Without the event's description and its frames. */
    private void receiveAndAnswer() {
        long id = ++received << 22;
        Handling handling = new Handling(series.of(event), restActivity, true, event.receivedNanos());
        handling.follow(frame);
        interactions.add(id, "token", handling);
        try (Scope inside = handling.enter()) {
            handling.listener(InteractionAllocationTest.class);
            handling.began();
            handling.acknowledging();
        }
        handling.sending();
        handling.acknowledged();
        handling.ended();
        look(id);
    }

    private void look(long id) {
        if (interactions.byId(id) == frame && interactions.byToken(path, 11, 211) == null) {
            found++;
        }
    }

    @Test
    void interaction_thatIsAnsweredAndKept_costsAtMost300Bytes() {
        long rounds = AllocationTest.onceCompiled(
                () -> assertThat(bytesOf(this::receiveAndAnswer)).isBetween(1L, 300L));

        assertThat(found).isEqualTo(rounds * EACH_ROUND);
        assertThat(interactions.size()).isEqualTo(Interactions.KEPT);
        assertThat(new Numbers(botmetry).total("discord.interactions")).isEqualTo(rounds * EACH_ROUND);
    }

    @Test
    void lookUps_ofSeriesAndInteractions_costNothing() {
        receiveAndAnswer();

        AllocationTest.onceCompiled(() -> {
            assertThat(bytesOf(() -> look(received << 22))).isZero();
            assertThat(bytesOf(() -> series.of(event).accepted(1))).isZero();
            assertThat(bytesOf(() -> commands.begin(event))).isZero();
        });
    }
}
