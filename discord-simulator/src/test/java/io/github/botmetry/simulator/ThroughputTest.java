package io.github.botmetry.simulator;

import static io.github.botmetry.simulator.TestBot.on;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.sharding.DefaultShardManagerBuilder;
import net.dv8tion.jda.api.sharding.ShardManager;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ThroughputTest {
    private static final int USERS = 20;
    private static final int COMMANDS_EACH = 50;

    @Test
    void thousandCommands_of20UsersOverTwoShards_areAllAnsweredOnce() throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.builder().shards(2).build();
                PayloadErrors errors = PayloadErrors.watch()) {
            List<SimulatedGuild> guilds = List.of(discord.guild("a"), discord.guild("b"));
            guilds.forEach(guild -> guild.textChannel("general"));
            ShardManager bots = JdaConnection.to(discord, DefaultShardManagerBuilder.createLight(null))
                    .setEnableShutdownHook(false)
                    .addEventListeners(on(
                            SlashCommandInteractionEvent.class,
                            event -> event.reply("pong").queue()))
                    .build();
            Awaitility.await().until(() -> bots.getShards().size() == 2);
            List<JDA> shards = bots.getShards();
            for (JDA shard : shards) {
                shard.awaitReady();
            }
            List<Interaction> started = new CopyOnWriteArrayList<>();
            ExecutorService people = Executors.newFixedThreadPool(USERS);
            for (int number = 0; number < USERS; number++) {
                SimulatedGuild guild = guilds.get(number % 2);
                SimulatedUser user = guild.member("user" + number);
                people.execute(() -> {
                    for (int round = 0; round < COMMANDS_EACH; round++) {
                        started.add(user.runs("ping").in(guild.textChannel("general")));
                    }
                });
            }
            people.shutdown();
            assertThat(people.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
            for (Interaction interaction : started) {
                interaction.awaitReply(Duration.ofSeconds(30));
            }
            assertThat(started).hasSize(USERS * COMMANDS_EACH);
            assertThat(discord.requests().count("POST", "/interactions/{id}/{token}/callback"))
                    .isEqualTo(USERS * COMMANDS_EACH);
            assertThat(discord.unacknowledged()).isEmpty();
            bots.shutdown();
            for (JDA shard : shards) {
                shard.shutdownNow();
                assertThat(shard.awaitShutdown(TestBot.SOON)).isTrue();
            }
            errors.assertNone();
        }
    }
}
