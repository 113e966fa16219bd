package io.github.botmetry.jda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.event.EventObserver;
import io.github.botmetry.event.SessionChange;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionChangesTest {

    private final TestBot bot = new TestBot();

    @AfterEach
    void stop() {
        bot.close();
    }

    @Test
    void sessionChanges_areToldWithShardAndCode_andTheFirstLoginIsNone() throws Exception {
        List<SessionChange> changes = new CopyOnWriteArrayList<>();
        bot.botmetry.wiring().observe(new EventObserver() {
            @Override
            public void sessionChanged(SessionChange change) {
                changes.add(change);
            }
        });
        bot.start();
        assertThat(changes).isEmpty();

        bot.discord.shard(0).close(4000);

        await().atMost(Simulated.SOON)
                .untilAsserted(() -> assertThat(changes)
                        .containsExactly(
                                new SessionChange(SessionChange.Kind.DISCONNECTED, 0, 4000),
                                new SessionChange(SessionChange.Kind.RESUMED, 0, 0)));

        bot.discord.shard(0).invalidate(false); // JDA waits 5 s before it identifies again

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(changes)
                        .containsSubsequence(
                                new SessionChange(SessionChange.Kind.RESUMED, 0, 0),
                                new SessionChange(SessionChange.Kind.INVALIDATED, 0, 0),
                                new SessionChange(SessionChange.Kind.RECREATED, 0, 0)));
        assertThat(changes)
                .filteredOn(change -> change.kind() == SessionChange.Kind.INVALIDATED)
                .hasSize(1); // JDA says it twice
    }
}
