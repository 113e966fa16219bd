package io.github.botmetry.jda;

import static io.github.botmetry.jda.TestBot.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.Botmetry;
import io.github.botmetry.simulator.DiscordSimulator;
import io.github.botmetry.simulator.Interaction;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.sharding.DefaultShardManagerBuilder;
import net.dv8tion.jda.api.sharding.ShardManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bots that handle their events on a pool. */
class EventPoolTest {

    private final TestBot bot = new TestBot();
    private final CountDownLatch release = new CountDownLatch(1);

    private final AtomicBoolean held = new AtomicBoolean();

    @AfterEach
    void stop() {
        release.countDown();
        bot.close();
    }

    private void startWith(ExecutorService pool, EventListener listener) throws InterruptedException {
        bot.start(JdaIntegration.create(bot.botmetry), builder -> builder.setEventPool(pool, true), listener);
    }

    private EventListener holding(AtomicInteger handled) {
        return on(MessageReceivedEvent.class, event -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            handled.incrementAndGet();
        });
    }

    @Test
    void waitingEvents_areSeen_andTheirWaitIsTimed() throws Exception {
        AtomicInteger handled = new AtomicInteger();
        startWith(Executors.newSingleThreadExecutor(), holding(handled));
        await().atMost(Simulated.SOON).until(() -> bot.numbers.gauge("discord.gateway.queue.size") == 0);
        for (int i = 0; i < 11; i++) {
            bot.alice.sends(bot.general, "hello");
        }

        await().atMost(Simulated.SOON).until(() -> bot.numbers.gauge("discord.gateway.queue.size") >= 10);
        assertThat(bot.botmetry.wiring().isReady()).isTrue();
        release.countDown();
        await().atMost(Simulated.SOON)
                .until(() -> handled.get() == 11 && bot.numbers.gauge("discord.gateway.queue.size") == 0);
        await().atMost(Simulated.SOON)
                .untilAsserted(() -> assertThat(bot.numbers.timings("discord.gateway.queue.duration"))
                        .isEqualTo(bot.numbers.total("discord.gateway.events")));
    }

    @Test
    void queueThatIsFull_makesTheBotNotReady() throws Exception {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(20));
        pool.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        startWith(pool, on(MessageReceivedEvent.class, event -> holdUp()));
        await().atMost(Simulated.SOON).until(bot.botmetry.wiring()::isReady);
        bot.alice.sends(bot.general, "hold");
        await().atMost(Simulated.SOON).until(held::get); // else the queue may be full before the thread takes one out
        for (int i = 0; i < 30; i++) {
            bot.alice.sends(bot.general, "hello");
        }

        await().atMost(Simulated.SOON).until(() -> !bot.botmetry.wiring().isReady());
        assertThat(bot.botmetry.health().get("discord").lastError()).isEqualTo("the event pool's queue is full");
        assertThat(bot.numbers.gauge("discord.gateway.queue.size")).isEqualTo(20);
        release.countDown();
        await().atMost(Simulated.SOON).until(bot.botmetry.wiring()::isReady);
    }

    @Test
    void botWithoutAPool_hasNoQueue() throws Exception {
        bot.start();
        await().atMost(Simulated.SOON).until(bot.botmetry.wiring()::isReady);

        assertThat(bot.numbers.gauge("discord.gateway.queue.size")).isNaN();
        bot.botmetry
                .wiring()
                .series()
                .forEach(series -> assertThat(series.definition().name()).doesNotStartWith("discord.gateway.queue"));
    }

    @Test
    void interactionThatWaitsInThePool_isReceivedWhenItWasHandedOver() throws Exception {
        startWith(Executors.newSingleThreadExecutor(), event -> {
            if (event instanceof MessageReceivedEvent) {
                holdUp();
            } else if (event instanceof SlashCommandInteractionEvent command) {
                command.reply("pong").queue();
            }
        });
        bot.alice.sends(bot.general, "hold");
        await().atMost(Simulated.SOON).until(held::get);
        Interaction ping = bot.run("ping");
        await().atMost(Simulated.SOON).until(() -> bot.numbers.gauge("discord.gateway.queue.size") >= 1);
        long seenWaiting = System.nanoTime();
        await().atMost(Simulated.SOON).until(() -> System.nanoTime() - seenWaiting >= 300_000_000);
        release.countDown();

        ping.awaitAcknowledged(Simulated.SOON);
        await().atMost(Simulated.SOON)
                .until(() -> bot.numbers.timings("discord.interaction.ack.duration", "slash", "ping") == 1);
        assertThat(bot.numbers.meanMillis("discord.interaction.handler.delay", "slash"))
                .isGreaterThanOrEqualTo(300);
        assertThat(bot.numbers.meanMillis("discord.interaction.ack.duration", "slash", "ping"))
                .isGreaterThanOrEqualTo(300);
    }

    private void holdUp() {
        held.set(true);
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void poolThatShardsShare_isOneQueue_andEndsAsTheBotWants() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        AtomicInteger handled = new AtomicInteger();
        try (DiscordSimulator discord = DiscordSimulator.builder().shards(2).build();
                Botmetry botmetry =
                        Botmetry.builder().strict(true).shutdownHook(false).build()) {
            DefaultShardManagerBuilder builder = Simulated.shards(discord)
                    .setEventPool(pool, false)
                    .addEventListeners((EventListener) event -> handled.incrementAndGet());
            ShardManager shards =
                    JdaIntegration.create(botmetry).attach(builder).build();
            try {
                await().atMost(Simulated.SOON)
                        .until(() -> shards.getShards().size() == 2
                                && shards.getStatuses().values().stream()
                                        .allMatch(status -> status == JDA.Status.CONNECTED));
                assertThat(JdaRuntime.of(botmetry.wiring()).eventPools().decorated(pool))
                        .isSameAs(JdaRuntime.of(botmetry.wiring()).eventPools().decorated(pool));
                assertThat(handled.get()).isPositive();
            } finally {
                shards.getShards().forEach(Simulated::end);
                shards.shutdown();
            }
            assertThat(pool.isShutdown()).isFalse();
            assertThat(new Numbers(botmetry).timings("discord.gateway.queue.duration"))
                    .isPositive();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void poolThatTheBotHandsIn_isObserved() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        JdaIntegration integration =
                JdaIntegration.builder(bot.botmetry).eventPool(pool, true).build();

        bot.start(integration, builder -> builder);

        await().atMost(Simulated.SOON).until(() -> bot.numbers.timings("discord.gateway.queue.duration") > 0);
    }
}
