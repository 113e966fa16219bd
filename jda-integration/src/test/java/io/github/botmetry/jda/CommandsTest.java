package io.github.botmetry.jda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.Botmetry;
import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.simulator.DiscordSimulator;
import io.github.botmetry.simulator.SimulatedChannel;
import io.github.botmetry.simulator.SimulatedGuild;
import io.github.botmetry.simulator.SimulatedUser;
import io.github.botmetry.stats.CounterSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.events.interaction.command.GenericCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.sharding.ShardManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommandsTest {

    private Botmetry botmetry;
    private Numbers numbers;

    @BeforeEach
    void start() {
        botmetry = Botmetry.builder().strict(true).shutdownHook(false).build();
        numbers = new Numbers(botmetry);
    }

    @AfterEach
    void stop() {
        botmetry.close();
    }

    /** What a tenth of the commands fail with. */
    private static final class PlannedFailure extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static final EventListener BOT = event -> {
        if (event instanceof SlashCommandInteractionEvent command) {
            if (command.getFullCommandName().equals("fail")) {
                throw new PlannedFailure();
            }
            command.reply("done").queue();
        }
    };

    @Test
    void labelsOfFewValues_areThereAtZero_fromAttachOn() {
        JdaIntegration.create(botmetry).attach(JDABuilder.createDefault("token"));

        assertThat(numbers.known("discord.failures"))
                .containsExactlyInAnyOrder(
                        "listener", "callback", "rest", "gateway", "task", "reported", "uncaught", "logged");
        assertThat(numbers.known("discord.outcomes")).hasSize(4 * 3).contains("slash/error", "text/rejected");
        assertThat(numbers.known("discord.interactions")).contains("slash/never", "modal/late");
        assertThat(botmetry.wiring().series())
                .filteredOn(series -> series instanceof CounterSeries counter && counter.total() == 0)
                .hasSizeLessThanOrEqualTo(100);
    }

    @Test
    void thousandCommands_fromTwentyUsersOverTwoShards_areEachCountedOnce() throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.builder().shards(2).build()) {
            List<SimulatedChannel> channels = new ArrayList<>();
            List<SimulatedUser> users = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                SimulatedGuild guild = discord.guild("guild " + i % 2);
                channels.add(guild.textChannel("general " + i));
                users.add(guild.member("user " + i));
            }
            ShardManager bot = JdaIntegration.create(botmetry)
                    .attach(Simulated.shards(discord).addEventListeners(BOT))
                    .build();
            try {
                await().atMost(Simulated.SOON)
                        .until(() -> bot.getShards().size() == 2
                                && bot.getStatuses().values().stream()
                                        .allMatch(status -> status.name().equals("CONNECTED")));
                for (int i = 0; i < 1_000; i++) {
                    users.get(i % 20).runs(i % 10 == 0 ? "fail" : "ping").in(channels.get(i % 20));
                }
                await().atMost(Simulated.SOON).until(() -> numbers.total("discord.commands") == 1_000);
            } finally {
                bot.getShards().forEach(Simulated::end);
                bot.shutdown();
            }
        }
        assertThat(numbers.counts("discord.commands"))
                .containsOnly(Map.entry("ping/slash/ok", 900L), Map.entry("fail/slash/error", 100L));
        assertThat(numbers.counts("discord.outcomes"))
                .containsOnly(Map.entry("slash/ok", 900L), Map.entry("slash/error", 100L));
        assertThat(numbers.counts("discord.errors")).containsOnly(Map.entry("listener/PlannedFailure", 100L));
        assertThat(numbers.counts("discord.failures")).containsOnly(Map.entry("listener", 100L));
        assertThat(numbers.timings("discord.command.duration", "ping", "slash")).isEqualTo(900);
        assertThat(numbers.timings("discord.command.duration", "fail", "slash")).isEqualTo(100);
    }

    @Test
    void commandsHandledOnPoolsOfTheBotsOwn_areEachCountedOnce() throws Exception {
        ExecutorService pool = CurrentEvent.wrap(Executors.newFixedThreadPool(4));
        try (DiscordSimulator discord = DiscordSimulator.create()) {
            SimulatedChannel general = discord.guild("Garden").textChannel("general");
            SimulatedUser alice = discord.guild("Garden").member("alice");
            EventListener handingOver = event -> {
                if (event instanceof SlashCommandInteractionEvent) { // JDA's last events come when the pool is gone
                    pool.execute(() -> BOT.onEvent(event));
                }
            };
            JDA jda = JdaIntegration.create(botmetry)
                    .attach(Simulated.builder(discord).addEventListeners(handingOver))
                    .build()
                    .awaitReady();
            try {
                for (int i = 0; i < 300; i++) {
                    alice.runs(i % 10 == 0 ? "fail" : "ping").in(general);
                }
                await().dontCatchUncaughtExceptions()
                        .atMost(Simulated.SOON)
                        .until(() -> numbers.total("discord.commands") == 300);
            } finally {
                Simulated.end(jda);
                pool.shutdownNow();
            }
        }
        assertThat(numbers.counts("discord.commands"))
                .containsOnly(Map.entry("ping/slash/ok", 270L), Map.entry("fail/slash/error", 30L));
        assertThat(numbers.counts("discord.errors")).containsOnly(Map.entry("task/PlannedFailure", 30L));
    }

    @Test
    void userAndMessageCommands_areCountedByTheirType() throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.create()) {
            SimulatedChannel general = discord.guild("Garden").textChannel("general");
            SimulatedUser alice = discord.guild("Garden").member("alice");
            EventListener answering = event -> {
                if (event instanceof GenericCommandInteractionEvent command) {
                    command.reply("done").queue();
                }
            };
            JDA jda = JdaIntegration.create(botmetry)
                    .attach(Simulated.builder(discord).addEventListeners(answering))
                    .build()
                    .awaitReady();
            try {
                alice.uses("Get avatar").on(alice, general);
                alice.uses("Übersetzen").on(alice.sends(general, "hello"));
                alice.runs("admin users ban").in(general);
                await().atMost(Simulated.SOON).until(() -> numbers.total("discord.commands") == 3);
            } finally {
                Simulated.end(jda);
            }
        }
        assertThat(numbers.counts("discord.commands"))
                .containsOnlyKeys("Get avatar/user/ok", "Übersetzen/message/ok", "admin users ban/slash/ok");
    }
}
