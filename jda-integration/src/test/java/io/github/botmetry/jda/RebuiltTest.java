package io.github.botmetry.jda;

import static io.github.botmetry.jda.TestBot.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.botmetry.jda.gateway.EventPool;
import io.github.botmetry.jda.gateway.GatewayDefinitions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.StatusChangeEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.hooks.IEventManager;
import net.dv8tion.jda.api.hooks.InterfacedEventManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bots that build their JDA more than once, as a restart and JDA's own loop for shards do. */
class RebuiltTest {

    private final List<JDA> handled = new CopyOnWriteArrayList<>();
    private final List<JDA> built = new ArrayList<>();
    private final EventListener answering = on(SlashCommandInteractionEvent.class, event -> {
        handled.add(event.getJDA());
        event.reply("a").queue();
    });

    private TestBot bot = new TestBot();

    @AfterEach
    void stop() {
        built.forEach(Simulated::end);
        bot.close();
    }

    private JDA build(JDABuilder builder) throws InterruptedException {
        JDA jda = builder.build();
        built.add(jda);
        return jda.awaitReady();
    }

    private JDABuilder attached() {
        return JdaIntegration.create(bot.botmetry)
                .attach(Simulated.builder(bot.discord).addEventListeners(answering));
    }

    @Test
    void builder_builtAgain_callsEachListenerOnce() throws Exception {
        JDABuilder builder = attached();
        for (int i = 0; i < 3; i++) {
            JDA jda = build(builder);
            bot.run("ping").awaitReply(Simulated.SOON);
            assertThat(jda.getRegisteredListeners()).containsExactly(answering);
            Simulated.end(jda);
        }

        assertThat(handled).containsExactlyElementsOf(built);
    }

    @Test
    void shardsOfOneBuilder_keepTheirListenersApart() throws Exception {
        bot.close();
        bot = new TestBot(UnaryOperator.identity(), simulation -> simulation.shards(2));
        JDABuilder builder = attached();
        JDA first = build(builder.useSharding(0, 2));
        JDA second = build(builder.useSharding(1, 2));
        EventListener late = event -> {};
        second.addEventListener(late);

        bot.run("ping").awaitReply(Simulated.SOON);

        assertThat(first.getRegisteredListeners()).containsExactly(answering);
        assertThat(second.getRegisteredListeners()).containsExactly(answering, late);
        assertThat(first.getEventManager()).isNotSameAs(second.getEventManager());
        assertThat(handled).hasSize(1);
    }

    @Test
    void listenerThatIsRefused_leavesNothingForTheNextBuild() throws Exception {
        JDABuilder builder = attached().addEventListeners("no listener");
        try {
            builder.build();
        } catch (IllegalArgumentException expected) {
            builder.removeEventListeners("no listener");
        }

        assertThat(build(builder).getRegisteredListeners()).containsExactly(answering);
    }

    @Test
    void eventPoolThatLags_mixesNoListeners() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        ExecutorService pool = Executors.newSingleThreadExecutor();
        pool.execute(() -> awaitQuietly(release));
        JDABuilder builder = attached().setEventPool(pool, false);
        EventListener late = event -> {};
        JDA first = builder.build();
        built.add(first);
        first.addEventListener(late);
        JDA second = builder.build();
        built.add(second);
        release.countDown();
        first.awaitReady();
        second.awaitReady();

        assertThat(first.getRegisteredListeners()).containsExactly(answering, late);
        assertThat(second.getRegisteredListeners()).containsExactly(answering);
        pool.shutdown();
    }

    @Test
    void buildsOnTwoThreads_mixNoListeners_whereAPoolHandlesTheirEvents() throws Exception {
        EventManagerPerJda shared = new EventManagerPerJda(null, InterfacedEventManager::new);
        AtomicReference<IEventManager> manager = new AtomicReference<>(shared);
        JDA jda = mock(JDA.class);
        when(jda.getEventManager()).thenAnswer(call -> manager.get());
        doAnswer(call -> {
                    manager.set(call.getArgument(0));
                    return null;
                })
                .when(jda)
                .setEventManager(any());
        GenericEvent event = mock(GenericEvent.class);
        when(event.getJDA()).thenReturn(jda);
        EventListener late = other -> {};
        Thread half = new Thread(() -> shared.register(answering));
        half.start();
        half.join();
        shared.register(late);
        ExecutorService pool = Executors.newSingleThreadExecutor();

        new EventPool(pool, bot.botmetry.wiring().stats().timer(GatewayDefinitions.QUEUE_DURATION), () -> false)
                .execute(() -> shared.handle(event));

        pool.shutdown();
        assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(manager.get().getRegisteredListeners()).containsExactly(late);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void manager_thatTheBotSetsInItsFirstEvent_stays() throws Exception {
        JdaIntegration integration = JdaIntegration.create(bot.botmetry);
        IEventManager mine = integration.observed(new InterfacedEventManager());
        JDABuilder builder = integration.attach(Simulated.builder(bot.discord)
                .addEventListeners(
                        on(StatusChangeEvent.class, event -> event.getJDA().setEventManager(mine))));

        assertThat(build(builder).getEventManager()).isSameAs(mine);
    }

    @Test
    void eventsThatWereThrownAway_keepNoScheduler() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        ExecutorService pool = Executors.newSingleThreadExecutor();
        JDA jda = build(JdaIntegration.create(bot.botmetry)
                .attach(Simulated.builder(bot.discord).setEventPool(pool, false)));
        pool.execute(() -> awaitQuietly(release));

        jda.shutdown();
        assertThat(jda.awaitShutdown(Simulated.SOON)).isTrue();
        pool.shutdownNow();

        Simulated.awaitNoSchedulerThreads();
        await().atMost(Simulated.SOON).until(() -> Double.isNaN(bot.numbers.gauge("discord.shard.up", "0")));
    }

    @Test
    void requestsOfAJdaThatIsShutDown_areSent_thoughAnotherEndsMeanwhile() throws Exception {
        JDABuilder builder = attached();
        JDA first = build(builder);
        JDA second = build(builder);
        bot.discord.on("POST", "/channels/{id}/messages").delay(Duration.ofMillis(300));
        for (int i = 0; i < 4; i++) {
            first.getTextChannelById(bot.general.id()).sendMessage("last " + i).queue();
        }

        first.shutdown();
        second.shutdown();

        assertThat(second.awaitShutdown(Simulated.SOON)).isTrue();
        bot.discord.requests().await("POST", "/channels/{id}/messages", 4, Simulated.SOON);
        Simulated.end(first); // by itself it looks every 30 s for requests that still wait
        Simulated.awaitNoSchedulerThreads();
    }

    @Test
    void managerThatTwoBuildersShare_keepsNoScheduler() throws Exception {
        InterfacedEventManager shared = new InterfacedEventManager();
        JDA first = build(JdaIntegration.create(bot.botmetry)
                .attach(Simulated.builder(bot.discord).setEventManager(shared)));
        JDA second = build(JdaIntegration.create(bot.botmetry)
                .attach(Simulated.builder(bot.discord).setEventManager(shared)));

        Simulated.end(first);
        Simulated.end(second);

        Simulated.awaitNoSchedulerThreads();
    }
}
