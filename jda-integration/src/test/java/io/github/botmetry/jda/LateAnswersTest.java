package io.github.botmetry.jda;

import static io.github.botmetry.jda.TestBot.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.event.DiscordError;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers that come too late or not at all, and work that goes on for longer than Discord waits. */
class LateAnswersTest {

    private final TestBot bot = TestBot.allowing("unwrapped-pool", "refused-closed");
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

    private void awaitCount(long count, String name, String... labels) {
        await().atMost(Simulated.SOON)
                .untilAsserted(() -> assertThat(bot.numbers.count(name, labels))
                        .as("%s %s", name, bot.numbers.counts(name))
                        .isEqualTo(count));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void lateAnswer_isOneFailure_withTheNamesOfTheMetrics() throws Exception {
        CountDownLatch overdue = new CountDownLatch(1);
        bot.discord.on("POST", "/interactions/{id}/{token}/callback").answer(404, 10062);
        bot.start(on(
                SlashCommandInteractionEvent.class,
                event -> own.execute(() -> {
                    awaitQuietly(overdue);
                    event.reply("a").queue();
                })));

        bot.run("ping");
        awaitCount(1, "discord.errors", "listener", "NotAcknowledgedException");
        overdue.countDown();
        awaitCount(1, "discord.interactions", "slash", "late");

        await().atMost(Simulated.SOON).until(() -> bot.numbers.gauge("discord.rest.queue.size") == 0);
        awaitCount(1, "discord.rest.requests", "POST", CALLBACK, "404", "10062");
        assertThat(bot.failures).containsExactly("ping LISTENER NotAcknowledgedException");
        assertThat(bot.numbers.total("discord.errors")).isEqualTo(1);
        Throwable error = bot.failureDetails.get(0).error();
        assertThat(error).hasMessageContaining("listeners [TestBot.lambda]");
        assertThat(error.getStackTrace()[0].getClassName()).doesNotContain("/0x");
        DiscordError answer = bot.botmetry.wiring().events().explain(error);
        assertThat(answer.code()).as("as of Discord's answer to it").isEqualTo(10062);
    }

    private static final String CALLBACK = "interactions/{interaction_id}/{interaction_token}/callback";

    @Test
    void textCommand_whoseRequestWaitsForLong_andFails_isAnError() throws Exception {
        bot.discord
                .on("POST", "/channels/{id}/messages")
                .delay(Duration.ofMillis(3_500))
                .answer(403, 50013);
        bot.start(
                JdaIntegration.builder(bot.botmetry)
                        .textCommands(TextCommands.prefix("!", List.of("ping")))
                        .build(),
                builder -> builder,
                on(
                        MessageReceivedEvent.class,
                        event -> event.getChannel().sendMessage("pong").queue()));

        bot.alice.sends(bot.general, "!ping");

        awaitCount(1, "discord.commands", "ping", "text", "error");
        assertThat(bot.numbers.meanMillis("discord.command.duration", "ping", "text"))
                .as("the handler's, not the request's")
                .isLessThan(3_000);
    }

    @Test
    void deferredCommand_whoseFollowUpFails_isAnError_andNamesThePool() throws Exception {
        bot.discord.on("PATCH", "/webhooks/{id}/{token}/messages/@original").answer(400, 50035);
        bot.start(on(SlashCommandInteractionEvent.class, event -> {
            event.deferReply().complete();
            own.execute(() -> event.getHook().editOriginal("a").queue());
        }));

        bot.run("ping");

        awaitCount(1, "discord.commands", "ping", "slash", "error");
        assertThat(bot.failures).containsExactly("ping REST ErrorResponseException");
        assertThat(bot.botmetry.warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.subject()).isEqualTo("threads \"commands-*\""));
    }

    @Test
    void commandsThatAreOpen_whenBotmetryCloses_areSettled() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        bot.start(on(SlashCommandInteractionEvent.class, event -> own.execute(() -> awaitQuietly(never))));
        bot.run("ping");
        awaitCount(1, "discord.gateway.events", "SlashCommandInteractionEvent", "0");

        bot.botmetry.close();

        assertThat(bot.numbers.counts("discord.interactions")).containsOnlyKeys("slash/never");
        assertThat(bot.numbers.total("discord.commands")).isEqualTo(1);
    }

    @Test
    void deferredReply_withoutContent_isUnanswered_andReportedOnce_butNoDeferredEditOrAnswer() throws Exception {
        bot.start(
                JdaIntegration.builder(bot.botmetry)
                        .unansweredAfter(Duration.ofSeconds(4))
                        .build(),
                builder -> builder,
                on(
                        SlashCommandInteractionEvent.class,
                        event -> event.deferReply().queue(hook -> {
                            if (event.getName().equals("answered")) {
                                hook.editOriginal("here").queue();
                            } else if (event.getName().equals("failing")) {
                                throw new IllegalStateException("planned");
                            }
                        })));

        bot.run("answered");
        bot.run("failing");
        bot.run("thinking");

        awaitCount(1, "discord.interactions.unanswered", "slash", "thinking");
        awaitCount(1, "discord.interactions.unanswered", "slash", "failing");
        await().atMost(Simulated.SOON).until(() -> bot.failures.contains("thinking LISTENER UnansweredException"));
        assertThat(bot.numbers.counts("discord.interactions.unanswered")).hasSize(2);
        assertThat(bot.failures)
                .containsExactlyInAnyOrder(
                        "failing CALLBACK IllegalStateException", "thinking LISTENER UnansweredException");
        assertThat(bot.numbers.counts("discord.commands"))
                .containsOnlyKeys("answered/slash/ok", "thinking/slash/ok", "failing/slash/error");
    }
}
