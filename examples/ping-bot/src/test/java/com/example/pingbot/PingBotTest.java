package com.example.pingbot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.Botmetry;
import io.github.botmetry.simulator.DiscordSimulator;
import io.github.botmetry.simulator.SimulatedChannel;
import io.github.botmetry.simulator.SimulatedMessage;
import io.github.botmetry.simulator.SimulatedUser;
import io.github.botmetry.testing.BotmetryExtension;
import io.github.botmetry.testing.RecordedFailure;
import io.github.botmetry.testing.RecordingFailures;
import io.github.botmetry.testing.RecordingStats;
import io.github.botmetry.testing.UdpCapture;
import java.time.Duration;
import net.dv8tion.jda.api.JDA;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The three tests that every bot wants, with the real JDA and no account. */
@ExtendWith(BotmetryExtension.class)
class PingBotTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DiscordSimulator discord = DiscordSimulator.create();
    private final SimulatedChannel general = discord.guild("Garden").textChannel("general");
    private final SimulatedUser alice = discord.guild("Garden").member("alice");
    private JDA jda;

    @BeforeEach
    void start(Botmetry botmetry) throws InterruptedException {
        jda = PingBot.connect(SimulatedDiscord.builder(discord), botmetry).build().awaitReady();
    }

    @AfterEach
    void stop() throws InterruptedException {
        jda.shutdownNow();
        assertThat(jda.awaitShutdown(PATIENCE)).isTrue();
        discord.close();
    }

    @Test
    void command_isAnswered_andCounted(UdpCapture statsd) {
        assertThat(alice.runs("ping").in(general).awaitReply(PATIENCE).content())
                .isEqualTo("Pong!");

        statsd.await(server -> server.counter("commands.ping.ok") == 1);
    }

    @Test
    void commandThatFails_isReported_withItsUser(RecordingFailures failures) {
        alice.runs("fail").in(general);

        RecordedFailure failure = failures.awaitIn("fail");
        assertThat(failure.error()).isInstanceOf(IllegalStateException.class);
        assertThat(failure.userId()).isEqualTo(alice.id());
    }

    @Test
    void button_isCounted(RecordingStats stats) {
        SimulatedMessage vote = alice.runs("vote").in(general).awaitReply(PATIENCE).message();

        assertThat(alice.presses(vote, VoteButton.ID).awaitReply(PATIENCE).content())
                .isEqualTo("Thank you!");
        assertThat(stats.count("votes")).isEqualTo(1);
    }
}
