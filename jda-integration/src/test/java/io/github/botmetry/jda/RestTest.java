package io.github.botmetry.jda;

import static io.github.botmetry.jda.TestBot.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.event.RestCall;
import io.github.botmetry.simulator.RateLimitScope;
import io.github.botmetry.simulator.RouteFaults;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.entities.channel.concrete.TextChannel;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.exceptions.RateLimitedException;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.requests.Method;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.internal.requests.RestActionImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each request to Discord is told and counted as. */
class RestTest {

    private static final String MESSAGES = "/channels/{id}/messages";
    private static final String SEND = "POST channels/{channel_id}/messages ";
    private static final String LABELS = "POST/channels/{channel_id}/messages/";
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final TestBot bot = new TestBot();

    @AfterEach
    void stop() {
        bot.close();
    }

    private RouteFaults onSend() {
        return bot.discord.on("POST", MESSAGES);
    }

    private TextChannel started(EventListener... listeners) throws InterruptedException {
        bot.start(listeners);
        return channel();
    }

    private TextChannel channel() {
        return bot.jda().getTextChannelById(bot.general.id());
    }

    private void awaitCalls(String... calls) {
        await().atMost(Simulated.SOON)
                .untilAsserted(() -> assertThat(bot.calls)
                        .filteredOn(call -> call.contains(" POST channels"))
                        .containsExactly(calls));
    }

    private Map<String, Long> requests() {
        Map<String, Long> requests = bot.numbers.counts("discord.rest.requests");
        requests.keySet().removeIf(labels -> !labels.startsWith(LABELS));
        return requests;
    }

    @Test
    void serverErrors_thatJdaRepeatsUnseen_areAttempts() throws Exception {
        TextChannel channel = started();
        onSend().times(2).answer(503);

        channel.sendMessage("a").complete();

        awaitCalls("nothing " + SEND + "200 in 3");
        assertThat(requests()).containsOnly(Map.entry(LABELS + "503/0", 2L), Map.entry(LABELS + "200/0", 1L));
        assertThat(bot.numbers.count("discord.rest.retries", "server")).isEqualTo(2);
        assertThat(bot.numbers.timings("discord.rest.duration", "POST", "channels/{channel_id}/messages"))
                .isEqualTo(3);
        assertThat(bot.numbers.timings("discord.rest.queue.duration", "POST", "channels/{channel_id}/messages"))
                .isEqualTo(1);
    }

    @Test
    void serverErrors_toTheEnd_areToldWithTheirStatus() throws Exception {
        TextChannel channel = started();
        onSend().answer(502);

        assertThatThrownBy(() -> channel.sendMessage("a").complete()).isInstanceOf(ErrorResponseException.class);

        awaitCalls("nothing " + SEND + "502 in 4");
        assertThat(requests()).containsOnly(Map.entry(LABELS + "502/0", 4L));
    }

    @ParameterizedTest
    @CsvSource({"404, 10008", "403, 50013", "400, 50035"})
    void refusals_areToldAndCounted_withDiscordsCode(int status, int code) throws Exception {
        TextChannel channel = started();
        onSend().answer(status, code);

        assertThatThrownBy(() -> channel.sendMessage("a").complete())
                .isInstanceOfSatisfying(
                        ErrorResponseException.class,
                        error -> assertThat(error.getErrorCode()).isEqualTo(code));

        awaitCalls("nothing " + SEND + status + " in 1");
        assertThat(bot.callDetails).extracting(RestCall::discordCode).contains(code);
        assertThat(requests()).containsOnly(Map.entry(LABELS + status + "/" + code, 1L));
    }

    @ParameterizedTest
    @CsvSource({"USER, user, 1", "SHARED, shared, 0", "GLOBAL, global, 1", "CLOUDFLARE, cloudflare, 1"})
    void rateLimits_areCountedByScope_andInvalidUnlessShared(RateLimitScope scope, String label, int invalid)
            throws Exception {
        TextChannel channel = started();
        assertThat(bot.numbers.known("discord.rest.invalid_requests")).containsExactly("401", "403", "429");
        onSend().rateLimit(scope, LIMIT);

        channel.sendMessage("a").complete();

        awaitCalls("nothing " + SEND + "200 in 2");
        Map<String, Long> limits = bot.numbers.counts("discord.rest.rate_limits");
        assertThat(limits).containsEntry(label + "/channels/{channel_id}/messages", 1L);
        assertThat(bot.numbers.total("discord.rest.rate_limits")).isEqualTo(1);
        assertThat(bot.numbers.count("discord.rest.invalid_requests", "429")).isEqualTo(invalid);
        assertThat(bot.numbers.gauge("discord.rest.invalid_requests.remaining")).isEqualTo(10_000 - invalid);
        assertThat(bot.numbers.count("discord.rest.retries", "rate_limit")).isEqualTo(1);
    }

    @Test
    void forbiddenAndUnauthorized_areInvalid() throws Exception {
        TextChannel channel = started();
        onSend().times(1).answer(403, 50013);
        onSend().times(1).answer(401);
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> channel.sendMessage("a").complete()).isInstanceOf(ErrorResponseException.class);
        }

        assertThat(bot.numbers.counts("discord.rest.invalid_requests"))
                .containsOnly(Map.entry("401", 1L), Map.entry("403", 1L));
        assertThat(bot.numbers.gauge("discord.rest.invalid_requests.remaining")).isEqualTo(9_998);
    }

    @Test
    void noAnswer_isStatusZero() throws Exception {
        TextChannel channel = started();
        onSend().cut();

        assertThatThrownBy(() -> channel.sendMessage("a").complete()).isInstanceOf(ErrorResponseException.class);

        await().atMost(Simulated.SOON).until(() -> bot.calls.stream().anyMatch(call -> call.contains(SEND)));
        assertThat(bot.callDetails.get(bot.callDetails.size() - 1))
                .returns(0, RestCall::status)
                .matches(call -> call.attempts() >= 1);
        assertThat(requests()).containsOnlyKeys(LABELS + "0/0");
        await().atMost(Simulated.SOON).until(() -> bot.numbers.gauge("discord.rest.queue.size") == 0);
    }

    @Test
    void callsThatBypassTheLimiter_areToldOnce_insideTheirEvent() throws Exception {
        onSend().times(1).answer(503);
        started(on(SlashCommandInteractionEvent.class, event -> {
            event.reply("a").queue();
            try {
                channel().sendMessage("b").complete(false);
                onSend().answer(404, 10003);
                channel().sendMessage("c").complete(false);
            } catch (RateLimitedException unexpected) {
                throw new IllegalStateException(unexpected);
            }
        }));
        assertThat(bot.numbers.timings("discord.rest.queue.duration", "GET", "users/@me"))
                .isEqualTo(1);

        bot.run("ping").awaitReply(Simulated.SOON);

        awaitCalls("ping " + SEND + "200 in 2", "ping " + SEND + "404 in 1");
        assertThat(bot.callDetails)
                .filteredOn(call -> call.route().equals("channels/{channel_id}/messages"))
                .allMatch(call -> call.queued().isZero() && !call.took().isZero())
                .extracting(RestCall::discordCode)
                .containsExactly(0, 10003);
        assertThat(bot.numbers.timings("discord.rest.queue.duration", "POST", "channels/{channel_id}/messages"))
                .isZero();
    }

    @Test
    void callsThatBypassTheLimiter_areToldOnce_alsoWithAnEventPool() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            bot.start(JdaIntegration.create(bot.botmetry), builder -> builder.setEventPool(pool, true));
            onSend().times(1).answer(503);
            onSend().times(1).answer(404, 10003);
            TextChannel channel = channel();

            assertThatThrownBy(() -> channel.sendMessage("a").complete(false))
                    .isInstanceOf(ErrorResponseException.class);

            awaitCalls("nothing " + SEND + "404 in 2");
            assertThat(bot.callDetails).extracting(RestCall::discordCode).contains(10003);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void directCall_thatIsLimited_isToldWithItsStatus() throws Exception {
        TextChannel channel = started();
        onSend().rateLimit(RateLimitScope.USER, LIMIT);

        assertThatThrownBy(() -> channel.sendMessage("a").complete(false)).isInstanceOf(RateLimitedException.class);

        awaitCalls("nothing " + SEND + "429 in 1");
        assertThat(bot.numbers.count("discord.rest.rate_limits", "user", "channels/{channel_id}/messages"))
                .isEqualTo(1);
    }

    @Test
    void directCall_withoutAnswer_isToldOnce() throws Exception {
        TextChannel channel = started();
        onSend().cut();

        assertThatThrownBy(() -> channel.sendMessage("a").complete(false)).isInstanceOf(ErrorResponseException.class);

        await().atMost(Simulated.SOON).until(() -> bot.calls.stream().anyMatch(call -> call.contains(SEND)));
        assertThat(bot.calls).filteredOn(call -> call.contains(SEND + "0")).hasSize(1);
        assertThat(requests()).containsOnlyKeys(LABELS + "0/0");
    }

    /** A callback that runs on the thread of the request before, and sends while that still works for its own. */
    @Test
    void directCall_insideAnothersCallback_isItsOwn() throws Exception {
        bot.start(JdaIntegration.create(bot.botmetry), builder -> builder.setCallbackPool(new SameThread(), true));
        CompletableFuture<Void> done = new CompletableFuture<>();

        channel().sendTyping().queue(typing -> {
            channel().sendMessage("a").submit(false);
            done.complete(null);
        });
        done.get(30, TimeUnit.SECONDS);

        // The first is told before its callback runs, in which the second is sent.
        awaitCalls("nothing POST channels/{channel_id}/typing 204 in 1", "nothing " + SEND + "200 in 1");
        assertThat(requests()).containsOnly(Map.entry(LABELS + "200/0", 1L));
    }

    @Test
    void queueSize_isWhatWaits_alsoAfterARateLimit_andNotWhatWasTakenBack() throws Exception {
        TextChannel channel = started();
        assertThat(bot.numbers.gauge("discord.rest.queue.size")).isZero();
        onSend().rateLimit(RateLimitScope.USER, Duration.ofSeconds(5));
        for (int i = 0; i < 5; i++) {
            channel.sendMessage("a").queue();
        }
        CompletableFuture<?> cancelled = channel.sendMessage("b").submit();
        CompletableFuture<?> late =
                channel.sendMessage("c").timeout(1, TimeUnit.MILLISECONDS).submit();

        // JDA finds out at its next turn that the last one is too late.
        bot.discord.requests().await("POST", MESSAGES, Simulated.SOON);
        await().atMost(Simulated.SOON)
                .untilAsserted(() ->
                        assertThat(bot.numbers.gauge("discord.rest.queue.size")).isBetween(6.0, 7.0));
        cancelled.cancel(false);

        await().atMost(Simulated.SOON)
                .untilAsserted(() ->
                        assertThat(bot.numbers.gauge("discord.rest.queue.size")).isZero());
        assertThat(late).isCompletedExceptionally();
        assertThat(requests()).containsOnly(Map.entry(LABELS + "429/0", 1L), Map.entry(LABELS + "200/0", 5L));
        assertThat(bot.calls).filteredOn(call -> call.contains(SEND)).hasSize(5);
    }

    @Test
    void queueSize_isZero_afterJdaIsShutDown() throws Exception {
        TextChannel channel = started();
        onSend().rateLimit(RateLimitScope.USER, Duration.ofMinutes(1));
        for (int i = 0; i < 5; i++) {
            channel.sendMessage("a").queue(sent -> {}, error -> {});
        }
        bot.discord.requests().await("POST", MESSAGES, Simulated.SOON);

        Simulated.end(bot.jda());

        await().atMost(Simulated.SOON)
                .untilAsserted(() ->
                        assertThat(bot.numbers.gauge("discord.rest.queue.size")).isZero());
    }

    @Test
    void routeOfTheBotsOwnMaking_bringsNoIdIntoALabel() throws Exception {
        bot.start();
        String id = Long.toUnsignedString(bot.general.id());
        for (String path : new String[] {"channels/" + id, "nowhere/" + id + "/SECRET.token", "nowhere/{id}/things"}) {
            Route route = Route.custom(Method.GET, path);
            Route.CompiledRoute compiled = path.contains("{") ? route.compile(id) : route.compile();
            try {
                new RestActionImpl<>(bot.jda(), compiled).complete();
            } catch (ErrorResponseException expected) {
                // the simulator has no such route
            }
        }

        await().atMost(Simulated.SOON).until(() -> bot.callDetails.size() == 4);
        assertThat(bot.callDetails)
                .extracting(RestCall::route)
                .containsExactly("users/@me", "channels/{channel_id}", "_other", "nowhere/{id}/things");
        assertThat(bot.numbers.counts("discord.rest.requests"))
                .containsOnlyKeys(
                        "GET/users/@me/200/0",
                        "GET/channels/{channel_id}/200/0",
                        "GET/_other/404/0",
                        "GET/nowhere/{id}/things/404/0");
    }

    /** Runs callbacks where they are handed in. */
    private static final class SameThread extends AbstractExecutorService {

        private volatile boolean ended;

        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public void shutdown() {
            ended = true;
        }

        @Override
        public List<Runnable> shutdownNow() {
            shutdown();
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return ended;
        }

        @Override
        public boolean isTerminated() {
            return isShutdown();
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return isShutdown();
        }
    }
}
