package io.github.botmetry.jda;

import static io.github.botmetry.jda.TestBot.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.event.CurrentEvent;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ForkJoinPool;
import net.dv8tion.jda.api.entities.WebhookClient;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a request came to is known when its callbacks run, and to which event it belongs. */
class CompletionTest {

    private static final int RUNS = 60;

    private final TestBot bot = TestBot.allowing("unwrapped-pool");
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        bot.close();
    }

    /** Called in a callback. */
    private void look(String what) {
        boolean acknowledged = Objects.requireNonNull(CurrentEvent.frame()).acknowledgedAfter() != null;
        long calls = bot.calls.stream()
                .filter(call -> call.startsWith(CurrentEvent.get().name() + " "))
                .count();
        seen.add(what + " acknowledged: " + acknowledged + ", calls: " + calls);
    }

    @Test
    void acknowledgementAndCall_areTold_beforeTheCallbackRuns() throws Exception {
        bot.start(
                on(SlashCommandInteractionEvent.class, event -> event.reply("a").queue(hook -> look("accepted"))));

        for (int i = 0; i < RUNS; i++) {
            bot.run("run" + i);
        }

        await().atMost(Simulated.SOON).until(() -> seen.size() == RUNS);
        assertThat(seen).containsOnly("accepted acknowledged: true, calls: 1");
    }

    @Test
    void refusedCall_isTold_beforeTheFailureCallbackRuns() throws Exception {
        bot.discord.on("POST", "/channels/{id}/messages").answer(403, 50013);
        bot.start(on(
                SlashCommandInteractionEvent.class,
                event -> event.reply("a")
                        .queue(hook ->
                                event.getChannel().sendMessage("b").queue(sent -> {}, error -> look("refused")))));

        for (int i = 0; i < RUNS; i++) {
            bot.run("run" + i);
        }

        await().atMost(Simulated.SOON).until(() -> seen.size() == RUNS);
        assertThat(seen).containsOnly("refused acknowledged: true, calls: 2");
    }

    @Test
    void request_withAnInteractionsTokenInTheRouteOfAWebhook_isItsEvents_andTheCommonPoolIsNamed() throws Exception {
        bot.start(on(
                SlashCommandInteractionEvent.class,
                event -> event.reply("a")
                        .queue(hook -> ForkJoinPool.commonPool()
                                .execute(() -> WebhookClient.createClient(
                                                event.getJDA(),
                                                event.getJDA().getSelfUser().getApplicationId(),
                                                event.getToken())
                                        .sendMessage("b")
                                        .queue()))));

        bot.run("ping");

        await().atMost(Simulated.SOON)
                .untilAsserted(() -> assertThat(bot.calls)
                        .anyMatch(call -> call.startsWith("ping POST webhooks/") && call.endsWith(" 200 in 1")));
        assertThat(bot.botmetry.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.subject()).contains("ForkJoinPool.commonPool-worker-*");
            assertThat(warning.cure()).contains("CurrentEvent.wrap(task)");
        });
    }
}
