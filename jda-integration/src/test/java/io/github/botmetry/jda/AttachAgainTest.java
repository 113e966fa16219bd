package io.github.botmetry.jda;

import static io.github.botmetry.jda.TestBot.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.Botmetry;
import io.github.botmetry.simulator.DiscordSimulator;
import io.github.botmetry.simulator.SimulatedChannel;
import io.github.botmetry.simulator.SimulatedUser;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.hooks.InterfacedEventManager;
import net.dv8tion.jda.api.sharding.DefaultShardManagerBuilder;
import net.dv8tion.jda.api.sharding.ShardManager;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bots that attach to a builder that was used before, as after a reload. */
class AttachAgainTest {

    private static final int TIMES = 3;

    private final DiscordSimulator discord = DiscordSimulator.builder().build();
    private final SimulatedChannel general = discord.guild("Garden").textChannel("general");
    private final SimulatedUser alice = discord.guild("Garden").member("alice");
    private final EventListener answering = on(
            SlashCommandInteractionEvent.class,
            event -> event.reply("a").queue(sent -> sent.editOriginal("b").queue()));

    @AfterEach
    void stop() {
        discord.close();
    }

    private static Botmetry fresh() {
        return Botmetry.builder().strict(true).shutdownHook(false).build();
    }

    private void assertSeenOnce(Botmetry botmetry) {
        Numbers numbers = new Numbers(botmetry);
        alice.runs("ping").in(general).awaitEdit(Simulated.SOON);
        await().atMost(Simulated.SOON)
                .untilAsserted(() -> assertThat(numbers.counts("discord.rest.requests"))
                        .hasSize(3)); // the bot itself, the answer, its edit
        assertThat(numbers.counts("discord.commands")).containsOnly(Map.entry("ping/slash/ok", 1L));
        assertThat(numbers.counts("discord.rest.requests").values()).containsOnly(1L);
    }

    private void restart(JDABuilder builder) throws InterruptedException {
        for (int i = 0; i < TIMES; i++) {
            try (Botmetry botmetry = fresh()) {
                JDA jda = JdaIntegration.create(botmetry).attach(builder).build();
                try {
                    jda.awaitReady();
                    assertSeenOnce(botmetry);
                    assertThat(jda.getRegisteredListeners()).containsExactly(answering);
                } finally {
                    Simulated.end(jda);
                }
            }
        }
    }

    @Test
    void builder_holdsOnlyTheBotmetryThatWasAttachedLast() {
        JDABuilder builder = Simulated.builder(discord).setRateLimitScheduler(new ScheduledThreadPoolExecutor(0), true);
        List<WeakReference<Botmetry>> closed = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Botmetry botmetry = fresh();
            JdaIntegration.create(botmetry).attach(builder);
            botmetry.close();
            closed.add(new WeakReference<>(botmetry));
        }

        await().atMost(Simulated.SOON).untilAsserted(() -> {
            System.gc();
            assertThat(closed.stream().filter(one -> one.get() != null)).hasSizeLessThanOrEqualTo(1);
        });
        assertThat(BuilderFields.read(builder, JDABuilder.class, "eventManager", Object.class))
                .isNotNull();
    }

    @Test
    void builderOfAClosedBotmetry_isAttachedAgain() throws Exception {
        restart(Simulated.builder(discord).addEventListeners(answering));
    }

    /** A manager that is the bot's own, and so not observed listener by listener. */
    private static final class MyManager extends InterfacedEventManager {
        @Override
        public void handle(GenericEvent event) {
            super.handle(event);
        }
    }

    @Test
    void builderWithEverythingOfItsOwn_isAttachedAgain() throws Exception {
        ExecutorService pool = Executors.newCachedThreadPool();
        ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);
        MyManager manager = new MyManager();
        manager.register(answering);
        try {
            restart(Simulated.builder(discord)
                    .setEventManager(manager)
                    .setEventPool(pool, false)
                    .setCallbackPool(pool, false)
                    .setRateLimitScheduler(scheduler, false)
                    .setGatewayPool(scheduler, false)
                    .setHttpClient(new OkHttpClient()));
        } finally {
            pool.shutdownNow();
            scheduler.shutdownNow();
        }
    }

    @Test
    void shardsBuilderOfAClosedBotmetry_isAttachedAgain() throws Exception {
        DefaultShardManagerBuilder builder = Simulated.shards(discord)
                .setShardsTotal(1)
                .setCallbackPool(Executors.newCachedThreadPool(), false)
                .addEventListeners(answering);
        for (int i = 0; i < TIMES; i++) {
            try (Botmetry botmetry = fresh()) {
                ShardManager shards =
                        JdaIntegration.create(botmetry).attach(builder).build();
                try {
                    await().atMost(Simulated.SOON)
                            .until(() -> shards.getShards().stream()
                                    .allMatch(jda -> jda.getStatus() == JDA.Status.CONNECTED));
                    Numbers numbers = new Numbers(botmetry);
                    alice.runs("ping").in(general).awaitEdit(Simulated.SOON);
                    await().atMost(Simulated.SOON)
                            .untilAsserted(() -> assertThat(numbers.counts("discord.commands"))
                                    .containsOnly(Map.entry("ping/slash/ok", 1L)));
                } finally {
                    shards.getShards().forEach(Simulated::end);
                    shards.shutdown();
                }
            }
        }
    }

    @Test
    void runningBot_isObservedByTheNextBotmetry() throws Exception {
        Botmetry first = fresh();
        JDA jda = JdaIntegration.create(first)
                .attach(Simulated.builder(discord).addEventListeners(answering))
                .build()
                .awaitReady();
        first.close();
        try (Botmetry second = fresh()) {
            jda.setEventManager(JdaIntegration.create(second).observed(jda.getEventManager()));
            alice.runs("ping").in(general).awaitEdit(Simulated.SOON);

            Numbers numbers = new Numbers(second);
            await().atMost(Simulated.SOON)
                    .untilAsserted(() ->
                            assertThat(numbers.total("discord.gateway.events")).isPositive());
            assertThat(numbers.known("discord.gateway.listener.slow")).isNotEmpty();
            assertThat(jda.getRegisteredListeners()).containsExactly(answering);
        } finally {
            Simulated.end(jda);
        }
    }

    @Test
    void closedBotmetry_isRefusedInOneSentence_andTheBuilderIsAsItWas() {
        Botmetry closed = fresh();
        JdaIntegration integration = JdaIntegration.create(closed);
        closed.close();
        JDABuilder builder = Simulated.builder(discord);

        for (JdaIntegration late : List.of(integration, JdaIntegration.create(closed))) {
            assertThatThrownBy(() -> late.attach(builder))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "botmetry must be open, was closed: attach a new one, such as Botmetry.builder().build()");
        }
        assertThat(BuilderFields.read(builder, JDABuilder.class, "eventManager", Object.class))
                .isNull();
    }
}
