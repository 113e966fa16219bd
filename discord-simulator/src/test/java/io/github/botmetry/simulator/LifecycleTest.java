package io.github.botmetry.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LifecycleTest {
    private static Set<Thread> threads() {
        return new HashSet<>(Thread.getAllStackTraces().keySet());
    }

    @Test
    void close_withBotConnected_leavesNoThreadAndNoPort() throws Exception {
        Set<Thread> before = threads();
        DiscordSimulator discord = DiscordSimulator.create();
        discord.on("GET", "/users/@me").times(1).delay(Duration.ofMillis(1));
        Set<Thread> own;
        try (TestBot bot = TestBot.at(discord)) {
            bot.jda().getRestPing().complete();
            own = threads();
            own.removeAll(before);
            own.removeIf(thread -> !isOurs(thread));
            assertThat(own).isNotEmpty().allMatch(Thread::isDaemon);
        }
        int port = URI.create(discord.restUrl()).getPort();
        int gatewayPort = URI.create(discord.gatewayUrl()).getPort();
        discord.close();
        discord.close();
        for (int closed : new int[] {port, gatewayPort}) {
            assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), closed).close())
                    .isInstanceOf(ConnectException.class);
        }
        Awaitility.await().atMost(TestBot.SOON).until(() -> own.stream().noneMatch(Thread::isAlive));
    }

    private static boolean isOurs(Thread thread) {
        String name = thread.getName();
        return name.startsWith("discord-simulator")
                || name.startsWith("HTTP-Dispatcher")
                || name.startsWith("WebSocketSelector");
    }

    @Test
    void builder_withWrongValues_namesThem() {
        DiscordSimulator.Builder builder = DiscordSimulator.builder();
        assertThatThrownBy(() -> builder.shards(0)).hasMessage("shards must be at least 1, was 0");
        assertThatThrownBy(() -> builder.deadline(Duration.ZERO)).hasMessageContaining("deadline must be positive");
    }

    @Test
    void requestLog_overItsLimit_forgetsTheOldest() throws Exception {
        try (DiscordSimulator discord =
                        DiscordSimulator.builder().requestLogLimit(3).build();
                TestBot bot = TestBot.at(discord)) {
            for (int number = 0; number < 5; number++) {
                bot.jda().getRestPing().complete();
            }
            assertThat(discord.requests().all()).hasSize(3);
            discord.requests().clear();
            assertThat(discord.requests().all()).isEmpty();
        }
    }
}
