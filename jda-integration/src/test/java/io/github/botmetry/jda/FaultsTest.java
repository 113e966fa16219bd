package io.github.botmetry.jda;

import static io.github.botmetry.jda.TestBot.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.simulator.Interaction;
import io.github.botmetry.simulator.RateLimitScope;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.hooks.AnnotatedEventManager;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.hooks.InterfacedEventManager;
import net.dv8tion.jda.api.hooks.SubscribeEvent;
import net.dv8tion.jda.api.requests.RestConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes wrong around a bot, and what it does to itself. */
class FaultsTest {

    private static final EventListener ANSWERING =
            on(SlashCommandInteractionEvent.class, event -> event.reply("a").queue());

    private TestBot bot = new TestBot();

    @AfterEach
    void stop() {
        bot.close();
    }

    private void awaitCommands(long count) {
        await().atMost(Simulated.SOON)
                .untilAsserted(() -> assertThat(bot.numbers.counts("discord.commands"))
                        .containsOnly(Map.entry("ping/slash/ok", count)));
        assertThat(bot.numbers.counts("discord.interactions")).containsOnly(Map.entry("slash/acked", count));
        assertThat(bot.failures).isEmpty();
    }

    @Test
    void badGateway_andRateLimits_areWaitedOut_andCountedOnce() throws Exception {
        bot.discord.on("POST", "/interactions/{id}/{token}/callback").times(1).answer(502);
        bot.start(ANSWERING);
        bot.run("ping").awaitReply(Simulated.SOON);
        bot.discord
                .on("POST", "/interactions/{id}/{token}/callback")
                .rateLimit(RateLimitScope.USER, Duration.ofSeconds(1));
        bot.run("ping").awaitReply(Simulated.SOON);

        awaitCommands(2);
    }

    @Test
    void globalRateLimit_isPassedByTheAnswer() throws Exception {
        bot.start(ANSWERING);
        bot.discord
                .on("POST", "/interactions/{id}/{token}/callback")
                .rateLimit(RateLimitScope.GLOBAL, Duration.ofSeconds(1));

        bot.run("ping").awaitReply(Simulated.SOON);

        awaitCommands(1);
    }

    @Test
    void resumedAndRecreatedSessions_goOnCounting() throws Exception {
        bot.start(ANSWERING);
        bot.run("ping").awaitReply(Simulated.SOON);
        bot.discord.shard(0).requestReconnect();
        bot.discord.shard(0).awaitResumed(1, Simulated.SOON);
        bot.run("ping").awaitReply(Simulated.SOON);
        bot.discord.shard(0).invalidate(false);
        bot.discord.shard(0).awaitIdentified(2, Simulated.SOON);
        await().atMost(Simulated.SOON).until(() -> bot.jda().getStatus() == JDA.Status.CONNECTED);
        bot.run("ping").awaitReply(Simulated.SOON);

        awaitCommands(3);
    }

    @Test
    void webhooksSystemMessagesAndThreads_areDescribedWithoutHarm() throws Exception {
        List<BotEvent> captured = new CopyOnWriteArrayList<>();
        bot.start(on(
                MessageReceivedEvent.class,
                event -> event.getJDA().getCallbackPool().execute(() -> captured.add(CurrentEvent.get()))));

        bot.general.webhookMessage("hook", "hello");
        bot.general.systemMessage(7, bot.alice);
        bot.alice.sends(bot.general.thread("thread"), "hello");

        await().atMost(Simulated.SOON).until(() -> captured.size() >= 3);
        assertThat(captured).allMatch(event -> event.userName() != null && event.jumpUrl() != null);
    }

    @Test
    void listeners_addedAfterReady_areObserved() throws Exception {
        bot.start();
        bot.jda().addEventListener(ANSWERING);
        bot.jda().addEventListener(on(MessageReceivedEvent.class, event -> {
            throw new IllegalStateException("planned");
        }));

        bot.alice.sends(bot.general, "hello");

        await().atMost(Simulated.SOON)
                .untilAsserted(() -> assertThat(bot.failures)
                        .containsExactly("MessageReceivedEvent LISTENER IllegalStateException"));
        assertThat(bot.jda().getRegisteredListeners()).hasSize(2).contains(ANSWERING);
        bot.jda().removeEventListener(ANSWERING);
        assertThat(bot.jda().getRegisteredListeners()).hasSize(1);
    }

    @Test
    void eventManager_replacedAtRunTime_canBeObservedAgain() throws Exception {
        JdaIntegration integration = JdaIntegration.create(bot.botmetry);
        bot.start(integration, builder -> builder, ANSWERING);
        InterfacedEventManager other = new InterfacedEventManager();
        other.register(ANSWERING);

        bot.jda().setEventManager(other);
        bot.run("unseen").awaitReply(Simulated.SOON);
        bot.jda().setEventManager(integration.observed(bot.jda().getEventManager()));
        bot.run("ping").awaitReply(Simulated.SOON);

        awaitCommands(1);
        assertThat(bot.jda().getRegisteredListeners()).containsExactly(ANSWERING);
    }

    @Test
    void listeners_comingAndGoingUnderLoad_costNoCommand() throws Exception {
        bot.start(ANSWERING);
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService own = Executors.newSingleThreadExecutor();
        own.execute(() -> {
            while (!over.get()) {
                EventListener passing = event -> {};
                bot.jda().addEventListener(passing);
                bot.jda().removeEventListener(passing);
            }
        });
        for (int i = 0; i < 10; i++) {
            List<Interaction> commands = new ArrayList<>(); // few enough at a time to be answered within Discord's 3 s
            for (int j = 0; j < 20; j++) {
                commands.add(bot.run("ping"));
            }
            commands.forEach(command -> command.awaitReply(Simulated.SOON));
        }
        over.set(true);
        own.shutdown();
        assertThat(own.awaitTermination(30, TimeUnit.SECONDS)).isTrue();

        awaitCommands(200);
        assertThat(bot.jda().getRegisteredListeners()).containsExactly(ANSWERING);
    }

    @Test
    void shutdownNow_inTheMiddle_endsQuietly() throws Exception {
        bot.discord.on("POST", "/interactions/{id}/{token}/callback").delay(Duration.ofMillis(200));
        bot.start(ANSWERING);
        for (int i = 0; i < 20; i++) {
            bot.run("ping");
        }
        await().atMost(Simulated.SOON).until(() -> bot.numbers.timings("discord.interaction.receive.lag") == 20);

        Simulated.end(bot.jda());

        await().atMost(Simulated.SOON)
                .dontCatchUncaughtExceptions() // JDA's own threads may end with one when they are interrupted
                .untilAsserted(
                        () -> assertThat(bot.numbers.total("discord.commands")).isEqualTo(20));
        assertThat(bot.failures).noneMatch(failure -> failure.contains("NotAcknowledged"));
    }

    @Test
    void whatWasReplacedAfterAttach_isWarnedOfOnce() throws Exception {
        bot.close();
        bot = TestBot.lenient();
        JDABuilder builder = Simulated.builder(bot.discord);
        JdaIntegration.create(bot.botmetry).attach(builder);
        JDA jda = builder.setEventManager(new InterfacedEventManager())
                .setCallbackPool(null)
                .build();
        try {
            jda.awaitReady();
            await().atMost(Simulated.SOON).until(() -> !bot.botmetry.warnings().isEmpty());
            assertThat(Warned.of(bot.botmetry))
                    .singleElement()
                    .asString()
                    .startsWith("replaced-after-attach ")
                    .contains(": the event manager, the callback pool were replaced ")
                    .contains("the last call before build()");
        } finally {
            Simulated.end(jda);
        }
    }

    @Test
    void partsThatTheBotHandsIn_areObserved_andTheOthersNotMissed() throws Exception {
        JdaIntegration integration = JdaIntegration.builder(bot.botmetry)
                .restConfig(new RestConfig().setBaseUrl(bot.discord.restUrl()))
                .eventManager(new AnnotatedEventManager())
                .callbackPool(ForkJoinPool.commonPool(), false)
                .build();
        bot.start(integration, UnaryOperator.identity());
        bot.jda().addEventListener(new Annotated());

        bot.run("ping").awaitReply(Simulated.SOON);

        awaitCommands(1);
        assertThat(Warned.of(bot.botmetry)).isEmpty();
    }

    /** Without EventListener. */
    private static final class Annotated {
        @SubscribeEvent
        private void onCommand(SlashCommandInteractionEvent event) {
            event.reply("a").queue();
        }
    }

    @Test
    void whatIsInPlace_isNotWarnedOf() throws Exception {
        bot.start(ANSWERING);
        bot.run("ping").awaitReply(Simulated.SOON);
        awaitCommands(1);
        assertThat(Warned.of(bot.botmetry)).isEmpty();
    }

    @Test
    void handlers_onVirtualThreads_keepTheirEvent() throws Exception {
        Method ofVirtual;
        try {
            ofVirtual = Thread.class.getMethod("startVirtualThread", Runnable.class);
        } catch (NoSuchMethodException e) {
            ofVirtual = null;
        }
        assumeThat(ofVirtual).as("virtual threads").isNotNull();
        Method start = ofVirtual;
        Executor virtual = CurrentEvent.wrap((Executor) task -> {
            try {
                start.invoke(null, task);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        });
        List<BotEvent> seen = new CopyOnWriteArrayList<>();
        bot.start(on(
                SlashCommandInteractionEvent.class,
                event -> virtual.execute(() -> {
                    seen.add(CurrentEvent.get());
                    event.reply("a").complete();
                    seen.add(CurrentEvent.get());
                })));

        bot.run("ping");

        awaitCommands(1);
        assertThat(seen).hasSize(2).allMatch(event -> event.name().equals("ping"));
    }

    @Test
    void bot_withAnEventPool_isObservedTheSame() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            bot.start(
                    JdaIntegration.create(bot.botmetry),
                    builder -> builder.setEventPool(pool, true),
                    ANSWERING,
                    on(MessageReceivedEvent.class, event -> {
                        if (!event.getAuthor().isBot()) {
                            throw new AssertionError("planned");
                        }
                    }));
            bot.run("ping").awaitReply(Simulated.SOON);
            awaitCommands(1);
            bot.alice.sends(bot.general, "hello");
            await().dontCatchUncaughtExceptions()
                    .atMost(Simulated.SOON)
                    .untilAsserted(() ->
                            assertThat(bot.failures).containsExactly("MessageReceivedEvent LISTENER AssertionError"));
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void errorInAListener_onTheGatewayThread_isToldOnce_andTheBotLivesOn() throws Exception {
        CountDownLatch later = new CountDownLatch(1);
        bot.start(ANSWERING, on(GenericEvent.class, event -> {
            if (event instanceof MessageReceivedEvent message) {
                if (message.getMessage().getContentRaw().equals("break")) {
                    throw new AssertionError("planned");
                }
                later.countDown();
            }
        }));

        bot.alice.sends(bot.general, "break");
        bot.alice.sends(bot.general, "go on");

        assertThat(later.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(bot.failures).containsExactly("MessageReceivedEvent LISTENER AssertionError");
    }

    @Test
    void botmetry_closedUnderARunningBot_doesNotHarmIt() throws Exception {
        bot.start(ANSWERING);
        bot.botmetry.close();

        assertThat(bot.run("ping").awaitReply(Simulated.SOON).content()).isEqualTo("a");
    }

    @Test
    void observerThatThrows_doesNotHarmTheBot() throws Exception {
        bot.close();
        bot = new TestBot(builder -> builder.strict(false), UnaryOperator.identity());
        bot.botmetry.wiring().observe(new io.github.botmetry.event.EventObserver() {
            @Override
            public io.github.botmetry.event.Observation begin(BotEvent event) {
                throw new IllegalStateException("planned");
            }
        });
        bot.start(ANSWERING);

        assertThat(bot.run("ping").awaitReply(Simulated.SOON).content()).isEqualTo("a");
        awaitCommands(1);
    }
}
