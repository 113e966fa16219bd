package io.github.botmetry.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.events.message.react.MessageReactionAddEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.sharding.DefaultShardManagerBuilder;
import net.dv8tion.jda.api.sharding.ShardManager;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Twenty users at once, over two shards. */
class ThroughputTest {
    private static final int USERS = 20;
    private static final Duration LONG = Duration.ofSeconds(60);

    private final AtomicInteger messages = new AtomicInteger();
    private final AtomicInteger reactions = new AtomicInteger();
    private final PayloadErrors payloadErrors = PayloadErrors.watch();
    private final List<SimulatedGuild> guilds = new ArrayList<>();
    private DiscordSimulator discord;
    private ShardManager bots;
    private List<JDA> shards;

    @BeforeEach
    void start() throws InterruptedException {
        discord = DiscordSimulator.builder().shards(2).build();
        for (String name : List.of("a", "b")) {
            SimulatedGuild guild = discord.guild(name);
            guild.textChannel("general");
            guilds.add(guild);
        }
        DefaultShardManagerBuilder builder = DefaultShardManagerBuilder.createLight(
                null, GatewayIntent.GUILD_MESSAGES, GatewayIntent.GUILD_MESSAGE_REACTIONS);
        bots = JdaConnection.to(discord, builder)
                .setEnableShutdownHook(false)
                .addEventListeners((EventListener) this::react)
                .build();
        Awaitility.await().until(() -> bots.getShards().size() == 2);
        shards = bots.getShards();
        for (JDA shard : shards) {
            shard.awaitReady();
        }
    }

    private void react(GenericEvent event) {
        if (event instanceof SlashCommandInteractionEvent command) {
            command.reply("pong").setEphemeral(true).queue();
        } else if (event instanceof MessageReceivedEvent) {
            messages.incrementAndGet();
        } else if (event instanceof MessageReactionAddEvent) {
            reactions.incrementAndGet();
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        bots.shutdown();
        for (JDA shard : shards) {
            assertThat(shard.awaitShutdown(TestBot.SOON)).isTrue();
        }
        discord.close();
        payloadErrors.close();
    }

    private void allUsers(int rounds, BiConsumer<SimulatedUser, SimulatedChannel> action) throws InterruptedException {
        ExecutorService people = Executors.newFixedThreadPool(USERS);
        for (int number = 0; number < USERS; number++) {
            SimulatedGuild guild = guilds.get(number % 2);
            SimulatedUser user = guild.member("user" + number);
            people.execute(() -> {
                for (int round = 0; round < rounds; round++) {
                    action.accept(user, guild.textChannel("general"));
                }
            });
        }
        people.shutdown();
        assertThat(people.awaitTermination(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void thousandCommands_areAllAnsweredOnce() throws Exception {
        List<Interaction> started = new CopyOnWriteArrayList<>();
        allUsers(50, (user, channel) -> started.add(user.runs("ping").in(channel)));
        for (Interaction interaction : started) {
            assertThat(interaction.awaitReply(LONG).content()).isEqualTo("pong");
        }
        assertThat(started).hasSize(1000);
        assertThat(discord.requests().count("POST", "/interactions/{id}/{token}/callback"))
                .isEqualTo(1000);
        assertThat(discord.unacknowledged()).isEmpty();
    }

    @Test
    void tenThousandMixedActions_areAllSeenOnce() throws Exception {
        List<Interaction> started = new CopyOnWriteArrayList<>();
        allUsers(100, (user, channel) -> {
            SimulatedMessage message = user.sends(channel, "hello");
            user.sends(channel, "again");
            user.reacts(message, "👍");
            user.repliesTo(message, "hi");
            started.add(user.runs("ping").in(channel));
        });
        Awaitility.await().atMost(LONG).until(() -> messages.get() == 6000 && reactions.get() == 2000);
        for (Interaction interaction : started) {
            interaction.awaitAcknowledged(LONG);
        }
        assertThat(started).hasSize(2000);
        assertThat(discord.dispatched("MESSAGE_CREATE")).isEqualTo(6000);
        assertThat(discord.dispatched("MESSAGE_REACTION_ADD")).isEqualTo(2000);
        assertThat(discord.dispatched("INTERACTION_CREATE")).isEqualTo(2000);
    }
}
