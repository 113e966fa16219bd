package io.github.botmetry.jda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.jda.gateway.GatewayDefinitions;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import net.dv8tion.jda.api.JDA;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a bot's sessions, as Discord and the network have it. */
class SessionsTest {

    private final TestBot bot = new TestBot();

    @AfterEach
    void stop() {
        bot.close();
    }

    /** Without those that nothing was counted in. */
    private Map<String, Long> sessions() {
        Map<String, Long> sessions = new TreeMap<>(bot.numbers.counts("discord.gateway.sessions"));
        sessions.values().removeIf(count -> count == 0);
        return sessions;
    }

    private void awaitResumed(int times) {
        bot.discord.shard(0).awaitResumed(times, Simulated.SOON);
        await().atMost(Simulated.SOON)
                .until(() -> bot.numbers.count("discord.gateway.sessions", "resumed", "none", "none") == times
                        && bot.jda().getStatus() == JDA.Status.CONNECTED);
    }

    @Test
    void sessions_thatGoOn_areCountedByCloseCodeAndByWhoClosed() throws Exception {
        bot.start();
        bot.discord.shard(0).close(1001);
        awaitResumed(1);
        bot.discord.shard(0).close(4000);
        awaitResumed(2);
        bot.discord.shard(0).requestReconnect();
        awaitResumed(3);
        bot.discord.shard(0).invalidate(true);
        awaitResumed(4);
        bot.discord.shard(0).cut();
        awaitResumed(5);

        assertThat(sessions())
                .containsOnly(
                        entry("disconnected/1001/discord", 1L),
                        entry("disconnected/4000/discord", 1L),
                        entry("disconnected/4900/bot", 2L),
                        entry("disconnected/none/none", 1L),
                        entry("resumed/none/none", 5L));
    }

    @Test
    void session_thatDiscordInvalidates_isCountedOnce_andAgainTheNextTime() throws Exception {
        bot.start();
        for (int i = 1; i <= 2; i++) {
            int times = i;
            bot.discord.shard(0).invalidate(false);
            await().atMost(Simulated.SOON)
                    .until(() -> bot.numbers.count("discord.gateway.sessions", "recreated", "none", "none") == times
                            && bot.jda().getStatus() == JDA.Status.CONNECTED);
        }

        assertThat(sessions())
                .containsOnly(
                        entry("disconnected/1000/bot", 2L),
                        entry("invalidated/none/none", 2L),
                        entry("recreated/none/none", 2L));
        assertThat(bot.numbers.gauge("discord.guilds", "0")).isEqualTo(1);
    }

    @Test
    void closeCode_thatEndsTheBot_isCounted_andTheShardIsMissed() throws Exception {
        bot.start();
        bot.discord.shard(0).close(4014);
        bot.jda().awaitShutdown();

        await().atMost(Simulated.SOON)
                .untilAsserted(() -> assertThat(sessions()).containsOnly(entry("disconnected/4014/discord", 1L)));
        assertThat(bot.numbers.gauge("discord.shard.up", "0")).isZero();
        await().atMost(Simulated.SOON).until(() -> Double.isNaN(bot.numbers.gauge("discord.guilds", "0")));
        assertThat(bot.botmetry.wiring().isReady()).isFalse();
    }

    @Test
    void endThatTheBotWants_isNoDisconnect_andMissesNothing() throws Exception {
        bot.start();
        assertThat(bot.numbers.gauge("discord.shard.up", "0")).isOne();

        Simulated.end(bot.jda());

        await().atMost(Simulated.SOON).until(() -> Double.isNaN(bot.numbers.gauge("discord.shard.up", "0")));
        assertThat(sessions()).isEmpty();
        assertThat(bot.numbers.known("discord.gateway.sessions"))
                .contains("resumed/none/none", "disconnected/4000/discord", "disconnected/none/none");
    }

    @Test
    void closeOfBotmetry_underARunningBot_leavesNoGaugeOfItsShards() throws Exception {
        bot.start();
        assertThat(bot.numbers.gauge("discord.shard.up", "0")).isOne();

        bot.botmetry.close();

        assertThat(bot.jda().getStatus()).isEqualTo(JDA.Status.CONNECTED);
        assertThat(bot.numbers.gauge("discord.shard.up", "0")).isNaN();
        assertThat(bot.numbers.gauge("discord.guilds", "0")).isNaN();
        assertThat(GatewayDefinitions.UP.lastValue()).hasValue(0);
    }

    @Test
    void gateway_thatIsSilent_showsForHowLong() throws Exception {
        try (TestBot silent =
                new TestBot(settings -> settings, simulation -> simulation.heartbeatInterval(Duration.ofSeconds(1)))) {
            silent.start();
            await().atMost(Simulated.SOON).until(() -> silent.numbers.gauge("discord.gateway.ping", "0") >= 0);
            assertThat(silent.numbers.gauge("discord.gateway.silence", "0")).isNotNegative();
            silent.discord.acknowledgeHeartbeats(false);

            // More than passes between two answers; JDA gives up after 2 to 3 s.
            await().atMost(Simulated.SOON).until(() -> silent.numbers.gauge("discord.gateway.silence", "0") > 1.2);
            await().atMost(Simulated.SOON)
                    .until(() -> silent.numbers.count("discord.gateway.sessions", "disconnected", "4900", "bot") > 0);
            silent.discord.acknowledgeHeartbeats(true);
        }
    }
}
