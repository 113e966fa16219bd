package io.github.botmetry.jda;

import static io.github.botmetry.jda.TestBot.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.simulator.Interaction;
import io.github.botmetry.simulator.RateLimitScope;
import io.github.botmetry.simulator.RecordedRequest;
import io.github.botmetry.stats.Series;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import net.dv8tion.jda.api.entities.channel.concrete.TextChannel;
import net.dv8tion.jda.api.entities.emoji.Emoji;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.exceptions.RateLimitedException;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.requests.RestAction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is counted is what arrived at Discord: no attempt more or less, by method, route, status and code. */
class RestConservationTest {

    private static final String MESSAGES = "/channels/{id}/messages";
    private static final String MESSAGE = "/channels/{id}/messages/{id}";
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final EventListener FOLLOWING_UP = on(
            SlashCommandInteractionEvent.class,
            event -> event.reply("a").queue(hook -> {
                hook.editOriginal("b").queue();
                hook.sendMessage("c")
                        .queue(message ->
                                hook.deleteMessageById(message.getId()).queue());
            }));

    private TestBot bot = new TestBot(UnaryOperator.identity(), simulation -> simulation.compressAnswers(true));

    @AfterEach
    void stop() {
        bot.close();
    }

    private void orderFaults() {
        bot.discord.on("POST", MESSAGES).times(3).rateLimit(RateLimitScope.USER, LIMIT);
        bot.discord.on("GET", MESSAGE).times(1).rateLimit(RateLimitScope.SHARED, LIMIT);
        bot.discord.on("POST", "/channels/{id}/typing").times(1).rateLimit(RateLimitScope.GLOBAL, LIMIT);
        bot.discord.on("GET", MESSAGES).times(1).rateLimit(RateLimitScope.CLOUDFLARE, LIMIT);
        bot.discord.on("POST", MESSAGES).times(2).answer(503);
        bot.discord.on("PATCH", MESSAGE).times(4).answer(502);
        bot.discord.on("PATCH", MESSAGE).times(20).answer(400, 50035);
        bot.discord.on("DELETE", MESSAGE).times(20).answer(403, 50013);
        bot.discord.on("GET", MESSAGE).times(20).answer(500);
    }

    private List<RestAction<?>> mixed(TextChannel channel, int turn) {
        return List.of(
                channel.sendMessage("m" + turn),
                channel.retrieveMessageById(1_000L + turn), // unknown: 404, 10008
                channel.editMessageById(1_000L + turn, "e"),
                channel.deleteMessageById(1_000L + turn),
                channel.sendTyping(),
                channel.addReactionById(1_000L + turn, Emoji.fromUnicode("\uD83D\uDC4D")),
                channel.getHistory().retrievePast(1 + turn % 3));
    }

    @Test
    void everyAttempt_isCountedAsItArrived() throws Exception {
        bot.start(FOLLOWING_UP);
        TextChannel channel = bot.jda().getTextChannelById(bot.general.id());
        orderFaults();
        List<Interaction> commands = new ArrayList<>();
        ExecutorService own = Executors.newFixedThreadPool(2);
        for (int turn = 0; turn < 400; turn++) {
            mixed(channel, turn).forEach(action -> action.queue(done -> {}, error -> {}));
            commands.add(bot.run("ping"));
            int number = turn;
            own.execute(() -> mixed(channel, number).forEach(RestConservationTest::directly));
        }
        own.shutdown();

        assertThat(own.awaitTermination(120, TimeUnit.SECONDS)).isTrue();
        commands.forEach(command -> command.awaitReply(Duration.ofSeconds(60)));
        await().atMost(Duration.ofSeconds(60)).untilAsserted(this::assertThatAllIsOver);
        assertThat(bot.numbers.total("discord.rest.requests")).isGreaterThan(6_000);
        assertThat(counted()).isEqualTo(arrived());
        assertThatNoLabelNamesAnything(commands);
    }

    private void assertThatNoLabelNamesAnything(List<Interaction> commands) {
        List<String> secrets = new ArrayList<>(List.of(bot.discord.token(), Long.toString(bot.general.id())));
        commands.forEach(command -> secrets.addAll(List.of(command.token(), Long.toString(command.id()))));
        for (Series series : bot.botmetry.wiring().series()) {
            assertThat(series.labelValues()).noneMatch(value -> value.matches(".*\\d{6}.*") || secrets.contains(value));
        }
    }

    @Test
    void requestsThatAreTakenBack_whileOthersRun_leaveNoneWaiting() throws Exception {
        bot.start();
        TextChannel channel = bot.jda().getTextChannelById(bot.general.id());
        bot.discord.on("POST", MESSAGES).times(1).rateLimit(RateLimitScope.USER, LIMIT);
        List<CompletableFuture<?>> sent = new ArrayList<>();
        for (int turn = 0; turn < 1_000; turn++) {
            sent.add(channel.sendMessage("m" + turn).submit());
        }

        for (int turn = 0; turn < 1_000; turn += 3) {
            sent.get(turn).cancel(false);
        }

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(sent).allMatch(CompletableFuture::isDone);
            assertThat(bot.numbers.gauge("discord.rest.queue.size")).isZero();
            assertThat(bot.calls).hasSize(bot.discord.requests().all().size() - 1); // the 429 is an attempt, no call
        });
        assertThat(counted()).isEqualTo(arrived());
    }

    private static void directly(RestAction<?> action) {
        try {
            action.complete(false);
        } catch (RateLimitedException | ErrorResponseException expected) {
            // counted all the same
        }
    }

    private void assertThatAllIsOver() {
        assertThat(bot.numbers.gauge("discord.rest.queue.size")).isZero();
        assertThat(bot.discord.requests().count("DELETE", "/webhooks/{id}/{token}/messages/{id}"))
                .isEqualTo(400);
        assertThat(bot.discord.requests().count("PATCH", "/webhooks/{id}/{token}/messages/@original"))
                .isEqualTo(400);
        assertThat(bot.numbers.total("discord.rest.requests"))
                .isEqualTo(bot.discord.requests().all().size());
    }

    private Map<String, Long> counted() {
        Map<String, Long> counted = new TreeMap<>();
        bot.numbers.counts("discord.rest.requests").forEach((labels, count) -> {
            int route = labels.indexOf('/') + 1;
            String key = labels.substring(0, route) + shape(labels.substring(route));
            counted.merge(key, count, Long::sum);
        });
        return counted;
    }

    private Map<String, Long> arrived() {
        Map<String, Long> arrived = new TreeMap<>();
        for (RecordedRequest request : bot.discord.requests().all()) {
            String key =
                    request.method() + shape(request.route()) + "/" + request.status() + "/" + request.discordCode();
            arrived.merge(key, 1L, Long::sum);
        }
        return arrived;
    }

    /** The simulator gives parameters names of its own. */
    private static String shape(String route) {
        return route.replaceAll("\\{[^}]*}|@original", "{}").replace("reactions/{}/@me", "reactions/{}/{}");
    }
}
