package io.github.botmetry.jda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import io.github.botmetry.Botmetry;
import io.github.botmetry.jda.event.ClassNames;
import io.github.botmetry.jda.gateway.Shards;
import io.github.botmetry.stats.Series;
import io.github.botmetry.stats.TimerSeries;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.hooks.AnnotatedEventManager;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.hooks.SubscribeEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long listeners take, and which of them hold up the gateway. */
class ListenersTest {

    private TestBot bot = new TestBot();

    @AfterEach
    void stop() {
        bot.close();
    }

    private static class Messages extends ListenerAdapter {
        final AtomicLong calls = new AtomicLong();

        @Override
        public void onMessageReceived(MessageReceivedEvent event) {
            calls.incrementAndGet();
        }
    }

    /** Inherits what it handles. */
    private static final class MoreMessages extends Messages {}

    private Map<String, Long> durations() {
        Map<String, Long> durations = new TreeMap<>();
        for (Series series : bot.botmetry.wiring().series()) {
            if (series instanceof TimerSeries timer
                    && series.definition().name().equals("discord.gateway.listener.duration")) {
                durations.put(String.join("/", series.labelValues()), timer.count());
            }
        }
        return durations;
    }

    @Test
    void listeners_areTimedForWhatTheyHandle_byTheirClass() throws Exception {
        bot.start(new Messages(), new MoreMessages(), new Slow(Duration.ofMillis(1)));
        for (int i = 0; i < 10; i++) {
            bot.alice.sends(bot.general, "hello");
        }

        await().atMost(Simulated.SOON)
                .untilAsserted(() -> assertThat(durations())
                        .containsEntry("Messages/MessageReceivedEvent", 10L)
                        .containsEntry("MoreMessages/MessageReceivedEvent", 10L)
                        .containsEntry("Slow/MessageReceivedEvent", 10L)
                        .doesNotContainKeys("Messages/ReadyEvent", "MoreMessages/ReadyEvent"));
    }

    /** An adapter as well, which the annotated manager does not look at. */
    private static final class Subscribing extends ListenerAdapter {
        @SubscribeEvent
        public void onMessage(MessageReceivedEvent event) {}
    }

    @Test
    void subscribedMethods_areTimedToo() throws Exception {
        bot.start(
                JdaIntegration.create(bot.botmetry),
                builder -> builder.setEventManager(new AnnotatedEventManager()).addEventListeners(new Subscribing()));
        bot.alice.sends(bot.general, "hello");

        await().atMost(Simulated.SOON)
                .untilAsserted(
                        () -> assertThat(durations()).containsOnly(Map.entry("Subscribing/MessageReceivedEvent", 1L)));
    }

    @Test
    void listenersThatComeAndGoUnderLoad_areEachTimedAsOftenAsCalled() throws Exception {
        Messages lasting = new Messages();
        bot.start(lasting);
        Messages passing = new MoreMessages();
        AtomicBoolean over = new AtomicBoolean();
        Thread changing = new Thread(() -> {
            while (!over.get()) {
                bot.jda().addEventListener(passing);
                bot.jda().removeEventListener(passing);
            }
        });
        changing.start();
        for (int i = 0; i < 1_000; i++) {
            bot.alice.sends(bot.general, "hello");
        }
        await().atMost(Simulated.SOON).until(() -> lasting.calls.get() == 1_000);
        over.set(true);
        changing.join();

        // The last call is timed when it has returned.
        await().atMost(Simulated.SOON).untilAsserted(() -> {
            assertThat(durations()).containsEntry("Messages/MessageReceivedEvent", 1_000L);
            assertThat(durations().getOrDefault("MoreMessages/MessageReceivedEvent", 0L))
                    .isEqualTo(passing.calls.get());
        });
    }

    /** Takes its time, without sleeping. */
    private static final class Slow implements EventListener {
        private final long nanos;
        final AtomicLong calls = new AtomicLong();

        Slow(Duration time) {
            nanos = time.toNanos();
        }

        @Override
        public void onEvent(GenericEvent event) {
            if (event instanceof MessageReceivedEvent) {
                long start = System.nanoTime();
                while (System.nanoTime() - start < nanos) {
                    Thread.onSpinWait();
                }
                calls.incrementAndGet();
            }
        }
    }

    /** It hears of messages only: another event may take long as well where the machine is busy. */
    private void runSlowly(UnaryOperator<JDABuilder> settings, Slow slow) throws InterruptedException {
        JdaIntegration integration = JdaIntegration.builder(bot.botmetry)
                .slowListenerThreshold(Duration.ofMillis(20))
                .build();
        bot.start(integration, settings);
        bot.jda().addEventListener(slow);
        for (int i = 0; i < 3; i++) {
            bot.alice.sends(bot.general, "hello");
        }
        await().atMost(Simulated.SOON).until(() -> slow.calls.get() == 3);
    }

    @Test
    void listenerThatHoldsUpTheGateway_isNamedOnce_andCountedEachTime() throws Exception {
        bot.close();
        bot = TestBot.lenient();
        try (LogLines log = new LogLines("io.github.botmetry")) {
            runSlowly(builder -> builder, new Slow(Duration.ofMillis(40)));

            await().atMost(Simulated.SOON).until(() -> slowCalls() == 3);
            await().atMost(Simulated.SOON).until(() -> !log.messages().isEmpty());
            assertThat(log.messages())
                    .singleElement()
                    .asString()
                    .startsWith("WARN Botmetry: Slow: held the gateway's reading thread for ")
                    .contains(" ms in MessageReceivedEvent");
            assertThat(bot.botmetry.warnings())
                    .singleElement()
                    .matches(warning -> warning.code().equals("slow-listener") && warning.count() == 3);
        }
    }

    private long slowCalls() {
        return bot.numbers.count("discord.gateway.listener.slow", "Slow");
    }

    @Test
    void slowListener_onAnEventPool_holdsUpNobody() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            runSlowly(builder -> builder.setEventPool(pool, true), new Slow(Duration.ofMillis(40)));

            await().atMost(Simulated.SOON)
                    .untilAsserted(() -> assertThat(durations()).containsEntry("Slow/MessageReceivedEvent", 3L));
            assertThat(bot.numbers.known("discord.gateway.listener.slow")).containsExactly("Slow");
            assertThat(slowCalls()).isZero();
            assertThat(Warned.of(bot.botmetry)).isEmpty();
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void listenerThatDoesNotReturn_isNamedWhileItIsAtIt_once_andWhenItIsBack() throws Exception {
        bot.close();
        bot = TestBot.lenient();
        CountDownLatch release = new CountDownLatch(1);
        AtomicReference<Thread> held = new AtomicReference<>();
        bot.start(new ListenerAdapter() {
            @Override
            public void onMessageReceived(MessageReceivedEvent event) {
                held.set(Thread.currentThread());
                waitFor(release);
            }
        });
        bot.alice.sends(bot.general, "hello");
        await().atMost(Simulated.SOON)
                .until(() -> held.get() != null && held.get().getState() == Thread.State.WAITING);
        Shards shards = JdaRuntime.of(bot.botmetry.wiring()).shards();
        try (LogLines log = new LogLines("io.github.botmetry")) {
            long now = System.nanoTime();
            shards.look(now);
            assertThat(Warned.of(bot.botmetry)).isEmpty();

            shards.look(now + Duration.ofSeconds(11).toNanos());
            shards.look(now + Duration.ofSeconds(100).toNanos());

            assertThat(Warned.of(bot.botmetry))
                    .singleElement()
                    .asString()
                    .startsWith("stuck-reading-thread reading thread of shard 0: has been at one event for 1")
                    .doesNotContain("io.github.botmetry.jda.ObservedListener");
            await().atMost(Simulated.SOON).until(() -> !log.lines().isEmpty());
            assertThat(log.lines())
                    .singleElement()
                    .satisfies(line -> assertThat(ThrowableProxyUtil.asString(line.getThrowableProxy()))
                            .contains("ListenersTest.waitFor("));

            release.countDown();
            await().atMost(Simulated.SOON).until(() -> {
                shards.look(System.nanoTime());
                return bot.botmetry.warnings().get(0).isOver();
            });
            await().atMost(Simulated.SOON)
                    .until(
                            () -> log.messages().stream()
                                    .anyMatch(
                                            line -> line.startsWith(
                                                    "INFO Botmetry: reading thread of shard 0: no longer: \"has been at one event for ")));
        } finally {
            release.countDown();
        }
    }

    private static void waitFor(CountDownLatch release) {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void names_areThoseOfTheHostingClass() {
        Runnable lambda = () -> {};
        Object anonymous = new Object() {};

        assertThat(ClassNames.simple(lambda.getClass())).isEqualTo("ListenersTest.lambda");
        assertThat(ClassNames.simple(anonymous.getClass())).matches("ListenersTest\\$\\d+");
        assertThat(ClassNames.simple(Slow.class)).isEqualTo("Slow");
        assertThat(ClassNames.simple(Map.Entry.class)).isEqualTo("Entry");
    }

    @Test
    void threshold_thatIsNone_isRefused() {
        try (Botmetry botmetry = Botmetry.builder().shutdownHook(false).build()) {
            assertThatThrownBy(() -> JdaIntegration.builder(botmetry).slowListenerThreshold(Duration.ZERO))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("threshold must be above 0 and at most PT24H, was PT0S");
        }
    }
}
