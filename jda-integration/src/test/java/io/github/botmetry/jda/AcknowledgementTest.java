package io.github.botmetry.jda;

import static io.github.botmetry.jda.TestBot.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.simulator.SimulatedMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.exceptions.RateLimitedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AcknowledgementTest {

    private final TestBot bot = TestBot.allowing("unwrapped-pool");
    private final ExecutorService own = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "commands-7");
        thread.setDaemon(true);
        return thread;
    });

    @AfterEach
    void stop() {
        own.shutdownNow();
        bot.close();
    }

    private void awaitAck(String type, String ack) {
        await().atMost(Simulated.SOON)
                .untilAsserted(() ->
                        assertThat(bot.numbers.counts("discord.interactions")).containsOnlyKeys(type + "/" + ack));
    }

    private void awaitCommand(String labels) {
        await().atMost(Simulated.SOON)
                .untilAsserted(
                        () -> assertThat(bot.numbers.counts("discord.commands")).containsOnlyKeys(labels));
    }

    @Test
    void command_answeredFromTheBotsOwnThread_endsWithTheAcceptedAcknowledgement() throws Exception {
        bot.discord.on("POST", "/interactions/{id}/{token}/callback").delay(Duration.ofMillis(300));
        bot.start(on(
                SlashCommandInteractionEvent.class,
                event -> own.execute(() -> event.reply("a").queue())));

        bot.run("ping");

        awaitAck("slash", "acked");
        awaitCommand("ping/slash/ok");
        assertThat(bot.numbers.meanMillis("discord.command.duration", "ping", "slash"))
                .isBetween(300L, 2_900L);
        assertThat(bot.numbers.meanMillis("discord.interaction.ack.duration", "slash", "ping"))
                .isBetween(300L, 2_900L);
        assertThat(bot.failures).isEmpty();
    }

    @Test
    void wayToTheAcknowledgement_isToldApart_intoStartSendingAndAcceptance() throws Exception {
        bot.discord.on("POST", "/interactions/{id}/{token}/callback").delay(Duration.ofMillis(300));
        CountDownLatch think = new CountDownLatch(1);
        AtomicLong handling = new AtomicLong();
        bot.start(on(SlashCommandInteractionEvent.class, event -> {
            handling.set(now());
            own.execute(() -> {
                awaitQuietly(think);
                event.reply("a").queue();
            });
        }));

        long run = now();
        bot.run("ping");
        await().atMost(Simulated.SOON).until(() -> handling.get() != 0 && millisBetween(handling.get(), now()) >= 200);
        long thought = millisBetween(handling.get(), now());
        think.countDown();
        awaitAck("slash", "acked");

        assertThat(bot.numbers.meanMillis("discord.interaction.handler.delay", "slash"))
                .isLessThanOrEqualTo(millisBetween(run, handling.get()));
        long sent = bot.numbers.meanMillis("discord.interaction.sent.duration", "slash");
        assertThat(sent).isGreaterThanOrEqualTo(thought);
        assertThat(bot.numbers.meanMillis("discord.interaction.ack.duration", "slash", "ping"))
                .isGreaterThanOrEqualTo(sent + 299); // both are rounded down
    }

    private static long now() {
        return System.nanoTime();
    }

    private static long millisBetween(long startNanos, long endNanos) {
        return TimeUnit.NANOSECONDS.toMillis(endNanos - startNanos);
    }

    @Test
    void everyEnd_existsAt0_beforeTheFirstInteraction() throws Exception {
        bot.start();

        assertThat(bot.numbers.known("discord.interactions"))
                .hasSize(28)
                .contains("slash/never", "autocomplete/late", "modal/failed", "select/acked");
    }

    @Test
    void command_whoseHandlerReturnsAfterTheAnswer_lastsAsLongAsTheHandler() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        bot.start(on(SlashCommandInteractionEvent.class, event -> {
            event.reply("a").complete();
            answered.countDown();
            awaitQuietly(leave);
        }));

        bot.run("ping");
        assertThat(answered.await(10, TimeUnit.SECONDS)).isTrue();
        awaitAck("slash", "acked");

        assertThat(bot.numbers.total("discord.commands")).isZero();
        leave.countDown();
        awaitCommand("ping/slash/ok");
        assertThat(bot.numbers.meanMillis("discord.command.duration", "ping", "slash"))
                .isGreaterThanOrEqualTo(bot.numbers.meanMillis("discord.interaction.ack.duration", "slash", "ping"));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void acknowledgement_pastTheRateLimiter_isSeen() throws Exception {
        bot.start(on(SlashCommandInteractionEvent.class, event -> {
            try {
                event.reply("a").complete(false);
            } catch (RateLimitedException e) {
                throw new IllegalStateException(e);
            }
        }));

        bot.run("ping");

        awaitAck("slash", "acked");
        awaitCommand("ping/slash/ok");
    }

    @Test
    void interaction_neverAcknowledged_isOneFailureWithTheStateOfItsThread() throws Exception {
        bot.start(on(SlashCommandInteractionEvent.class, event -> own.execute(CurrentEvent.wrap(() -> stuck()))));

        bot.run("ping");

        awaitCommand("ping/slash/error");
        assertThat(bot.failures).containsExactly("ping LISTENER NotAcknowledgedException");
        Throwable error = bot.failureDetails.get(0).error();
        assertThat(error)
                .hasMessageContaining("\"ping\" was not acknowledged within 3 s")
                .hasMessageContaining("thread \"commands-7\" was WAITING")
                .hasMessageContaining("TestBot");
        assertThat(List.of(error.getStackTrace()))
                .anyMatch(frame -> frame.getMethodName().equals("stuck"));
        assertThat(bot.numbers.meanMillis("discord.command.duration", "ping", "slash"))
                .isGreaterThanOrEqualTo(3_000);
        awaitAck("slash", "never");
        assertThat(bot.numbers.counts("discord.errors")).containsOnlyKeys("listener/NotAcknowledgedException");
    }

    private static void stuck() {
        awaitQuietly(new CountDownLatch(1));
    }

    @Test
    void interaction_answeredAfterTheDeadline_isLate() throws Exception {
        CountDownLatch overdue = new CountDownLatch(1);
        bot.start(on(
                SlashCommandInteractionEvent.class,
                event -> own.execute(() -> {
                    awaitQuietly(overdue);
                    event.reply("a").queue();
                })));

        bot.run("ping");
        awaitCommand("ping/slash/error");
        overdue.countDown();

        awaitAck("slash", "late");
        assertThat(bot.failures).containsExactly("ping LISTENER NotAcknowledgedException");
    }

    @Test
    void acknowledgement_thatDiscordRefuses_failsTheCommand_alsoIfTheBotHandlesIt() throws Exception {
        bot.discord.on("POST", "/interactions/{id}/{token}/callback").answer(500);
        bot.start(
                on(SlashCommandInteractionEvent.class, event -> event.reply("a").queue(hook -> {}, error -> {})));

        bot.run("ping");

        awaitAck("slash", "failed");
        awaitCommand("ping/slash/error");
        assertThat(bot.failures).containsExactly("ping LISTENER NotAcknowledgedException");
    }

    @Test
    void acknowledgement_thatDiscordNoLongerTakes_isLate_andToldOnce() throws Exception {
        bot.discord.on("POST", "/interactions/{id}/{token}/callback").answer(404, 10062);
        bot.start(
                on(SlashCommandInteractionEvent.class, event -> event.reply("a").queue()));

        bot.run("ping");

        awaitAck("slash", "late");
        awaitCommand("ping/slash/error");
        assertThat(bot.failures).containsExactly("ping REST ErrorResponseException");
    }

    @Test
    void handlerThatFailedWithoutAnAnswer_isOverAtOnce_andToldOnce() throws Exception {
        bot.start(on(SlashCommandInteractionEvent.class, event -> {
            throw new IllegalStateException("planned");
        }));

        bot.run("ping");

        awaitCommand("ping/slash/error");
        assertThat(bot.numbers.meanMillis("discord.command.duration", "ping", "slash"))
                .isLessThan(3_000);
        assertThat(bot.failures).containsExactly("ping LISTENER IllegalStateException");
    }

    @Test
    void componentsModalsAndCompletions_areCountedByTheirType() throws Exception {
        SimulatedMessage message =
                bot.general.earlierBotMessage("vote").button("vote:123", "Vote").post();
        bot.start(
                on(ButtonInteractionEvent.class, event -> event.deferEdit().queue()),
                on(
                        CommandAutoCompleteInteractionEvent.class,
                        event -> event.replyChoiceStrings("a").queue()),
                on(ModalInteractionEvent.class, event -> event.reply("thanks").queue()));

        bot.alice.presses(message, "vote:123");
        bot.alice.completes("find").focused("query", "a").in(bot.general);

        await().atMost(Simulated.SOON)
                .untilAsserted(() -> assertThat(bot.numbers.counts("discord.interactions"))
                        .containsOnlyKeys("button/acked", "autocomplete/acked"));
        assertThat(bot.numbers.timings("discord.interaction.ack.duration", "button", "vote:*"))
                .isEqualTo(1);
        assertThat(bot.numbers.timings("discord.interaction.receive.lag")).isEqualTo(2);
        assertThat(bot.numbers.counts("discord.commands")).isEmpty();
    }
}
