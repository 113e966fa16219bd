package io.github.botmetry.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.event.DiscordError;
import io.github.botmetry.event.Scope;
import io.github.botmetry.jda.JdaIntegration;
import io.github.botmetry.simulator.DiscordSimulator;
import io.github.botmetry.simulator.Interaction;
import io.github.botmetry.simulator.SimulatedChannel;
import io.github.botmetry.simulator.SimulatedMessage;
import io.github.botmetry.simulator.SimulatedUser;
import io.github.botmetry.testing.TestEvent;
import io.sentry.Sentry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.JDAInfo;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The real JDA, logged in to a simulated Discord, with the real Sentry SDK. */
class RealBotTest {

    /** A bot as authors write them: fails in each of the places where bots fail. */
    private static final class FailingBot extends ListenerAdapter {

        private final SentryBot sentry;
        private final Executor pool;

        FailingBot(SentryBot sentry, Executor pool) {
            this.sentry = sentry;
            this.pool = CurrentEvent.wrap(pool);
        }

        @Override
        public void onSlashCommandInteraction(SlashCommandInteractionEvent event) {
            Sentry.setTag("mood", event.getUser().getName());
            Sentry.addBreadcrumb("asked by " + event.getUser().getName());
            String message = event.getName() + " of " + event.getUser().getName();
            switch (event.getName()) {
                case "later" ->
                    event.deferReply().delay(Duration.ofSeconds(2)).queue(hook -> {
                        throw new IllegalStateException(message);
                    });
                case "refused" -> event.reply("no").queue();
                case "elsewhere" -> {
                    event.deferReply().queue(); // else there is a report of that after 3 s
                    pool.execute(() -> report(message));
                }
                default -> throw new IllegalStateException(message);
            }
        }

        private void report(String message) {
            sentry.botmetry.report(new IllegalStateException(message));
        }

        @Override
        public void onMessageReceived(MessageReceivedEvent event) {
            if (event.getAuthor().isBot()) {
                return;
            }
            String content = event.getMessage().getContentRaw();
            if (!content.startsWith("!")) {
                throw new IllegalStateException(
                        "message of " + event.getAuthor().getName());
            }
            try (Scope scope = CurrentEvent.enter(textCommand(event, content.substring(1)))) {
                report("text of " + event.getAuthor().getName());
            }
        }

        private static BotEvent textCommand(MessageReceivedEvent event, String name) {
            BotEvent message = CurrentEvent.get();
            return TestEvent.of(BotEvent.Kind.TEXT_COMMAND, name)
                    .guild(event.getGuild().getIdLong())
                    .channel(event.getChannel().getIdLong())
                    .message(event.getMessageIdLong())
                    .user(event.getAuthor().getIdLong(), event.getAuthor().getName())
                    .jumpUrl(event.getJumpUrl())
                    .parent(message)
                    .build();
        }
    }

    @Test
    void failures_whereverABotFails_eachHaveTheirOwnUserCommandAndLink() throws Exception {
        assertEachHasItsOwn(null);
    }

    @Test
    void failures_ofABotWithAnEventPool_eachHaveTheirOwnUserCommandAndLink() throws Exception {
        ExecutorService events = Executors.newFixedThreadPool(2);
        try {
            assertEachHasItsOwn(events);
        } finally {
            events.shutdownNow();
        }
    }

    @Test
    void failures_ofABotOnVirtualThreads_eachHaveTheirOwnUserCommandAndLink() throws Exception {
        ExecutorService events = VirtualThreads.executor();
        try {
            assertEachHasItsOwn(events);
        } finally {
            events.shutdownNow();
        }
    }

    /** @param events where JDA calls listeners; null for its own thread, as it does unless told */
    private static void assertEachHasItsOwn(@Nullable ExecutorService events) throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try (SentryBot sentry = SentryBot.create();
                DiscordSimulator discord = DiscordSimulator.create()) {
            SimulatedChannel general = discord.guild("Garden").textChannel("general");
            SimulatedUser alice = discord.guild("Garden").member("alice");
            SimulatedUser bob = discord.guild("Garden").member("bob");
            JDA jda = JdaIntegration.create(sentry.botmetry)
                    .attach(builder(discord)
                            .setEventPool(events, false)
                            .addEventListeners(new FailingBot(sentry, pool)))
                    .build()
                    .awaitReady();
            try {
                alice.runs("later").in(general);
                Interaction ban = alice.runs("ban").option("why", "hush-hush").in(general);
                Interaction kick = bob.runs("kick").in(general);
                SimulatedMessage hello = alice.sends(general, "hello");
                bob.runs("elsewhere").in(general);
                SimulatedMessage text = alice.sends(general, "!play");

                var reports = byMessage(sentry.server.events(6));
                assertReport(reports.apply("ban of alice"), alice, "ban");
                assertReport(reports.apply("kick of bob"), bob, "kick");
                assertReport(reports.apply("message of alice"), alice, "");
                assertReport(reports.apply("later of alice"), alice, "later");
                assertReport(reports.apply("elsewhere of bob"), bob, "elsewhere");
                assertReport(reports.apply("text of alice"), alice, "play");

                String channelUrl = "https://discord.com/channels/"
                        + discord.guild("Garden").id() + "/" + general.id();
                assertThat(link(reports.apply("ban of alice"))).isEqualTo(channelUrl);
                assertThat(link(reports.apply("message of alice"))).isEqualTo(channelUrl + "/" + hello.id());
                assertThat(link(reports.apply("text of alice"))).isEqualTo(channelUrl + "/" + text.id());
                assertThat(reports.apply("ban of alice")
                                .at("/tags/interaction_id")
                                .asText())
                        .isEqualTo(Long.toString(ban.id()));
                assertThat(sentry.server.envelopes().toString()).doesNotContain(ban.token(), kick.token(), "hush-hush");
                assertContexts(reports.apply("ban of alice").at("/contexts"));
                assertThat(reports.apply("later of alice").at("/breadcrumbs").toString())
                        .contains("interactions/{interaction_id}/{interaction_token}/callback");
            } finally {
                jda.shutdownNow();
                assertThat(jda.awaitShutdown(Duration.ofSeconds(30))).isTrue();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static void assertContexts(JsonNode contexts) {
        assertThat(contexts.at("/discord/channel_type").asText()).isEqualTo("text");
        assertThat(contexts.at("/discord/guild_type").asText()).isEqualTo("attached");
        assertThat(contexts.at("/discord/shard_total").asInt()).isEqualTo(1);
        assertThat(contexts.at("/discord/acknowledged").asBoolean(true)).isFalse();
        assertThat(contexts.at("/discord/jda_version").asText()).isEqualTo(JDAInfo.VERSION);
        assertThat(contexts.path("discord.command").at("/options/why").asText()).isEqualTo("string");
    }

    @Test
    void lostSession_isInTheTrailOfTheNextReport() throws Exception {
        try (SentryBot sentry = SentryBot.create();
                DiscordSimulator discord = DiscordSimulator.create()) {
            SimulatedChannel general = discord.guild("Garden").textChannel("general");
            SimulatedUser alice = discord.guild("Garden").member("alice");
            JDA jda = JdaIntegration.create(sentry.botmetry)
                    .attach(builder(discord).addEventListeners(new FailingBot(sentry, Runnable::run)))
                    .build()
                    .awaitReady();
            try {
                discord.shard(0).close(4000);
                discord.shard(0).awaitResumed(1, Duration.ofSeconds(30));
                alice.runs("ban").in(general);

                JsonNode report = sentry.server.event();
                assertReport(report, alice, "ban");
                assertThat(report.at("/breadcrumbs").toString())
                        .contains("Session disconnected", "4000", "discord.gateway")
                        .doesNotContain("ws://", discord.token());
            } finally {
                jda.shutdownNow();
                assertThat(jda.awaitShutdown(Duration.ofSeconds(30))).isTrue();
            }
        } finally {
            Sentry.getGlobalScope().clearBreadcrumbs();
        }
    }

    @Test
    void failedAnswer_thatNobodyLooksAt_isOneReportOfTheRealExceptionAndTheCallSite() throws Exception {
        try (SentryBot sentry = SentryBot.create();
                DiscordSimulator discord = DiscordSimulator.create()) {
            sentry.botmetry.wiring().events().explainWith(RealBotTest::explain);
            SimulatedChannel general = discord.guild("Garden").textChannel("general");
            SimulatedUser alice = discord.guild("Garden").member("alice");
            discord.on("POST", "/interactions/{id}/{token}/callback").answer(403, 50013);
            JDA jda = JdaIntegration.create(sentry.botmetry)
                    .attach(builder(discord).addEventListeners(new FailingBot(sentry, Runnable::run)))
                    .build()
                    .awaitReady();
            try {
                Interaction refused = alice.runs("refused").in(general);

                JsonNode report = sentry.server.event();
                assertReport(report, alice, "refused");
                assertThat(report.at("/level").asText()).isEqualTo("warning");
                assertThat(report.at("/tags/discord.error_code").asText()).isEqualTo("50013");
                JsonNode exceptions = report.at("/exception/values");
                assertThat(exceptions.get(exceptions.size() - 1).at("/type").asText())
                        .isEqualTo("ErrorResponseException");
                assertThat(exceptions.get(0).at("/stacktrace/frames").toString())
                        .contains("onSlashCommandInteraction");
                assertThat(report.toString()).doesNotContain(refused.token());
            } finally {
                jda.shutdownNow();
                assertThat(jda.awaitShutdown(Duration.ofSeconds(30))).isTrue();
            }
        }
    }

    @Test
    void tokenOfTheBot_isASecretFromAttachOn_whateverItLooksLike() throws Exception {
        try (SentryBot sentry = SentryBot.create()) {
            JdaIntegration.create(sentry.botmetry).attach(JDABuilder.createLight("an odd/token of a bot"));
            sentry.botmetry.report(
                    new IllegalStateException("with an odd/token of a bot, an%20odd%2Ftoken%20of%20a%20bot"));
            assertThat(sentry.server.event().at("/exception/values/0/value").asText())
                    .isEqualTo("with [Filtered], [Filtered]");
        }
    }

    private static @Nullable DiscordError explain(Throwable error) {
        return error instanceof ErrorResponseException answer
                ? new DiscordError(
                        answer.getErrorCode(), answer.getErrorResponse().name(), null)
                : null;
    }

    private static String link(JsonNode report) {
        return report.at("/extra/jump_to").asText();
    }

    private static Function<String, JsonNode> byMessage(List<JsonNode> events) {
        return events.stream()
                .collect(Collectors.toMap(
                        event -> event.at("/exception/values/0/value").asText(), event -> event))::get;
    }

    private static void assertReport(JsonNode report, SimulatedUser user, String command) {
        assertThat(report.at("/user/id").asText()).isEqualTo(Long.toString(user.id()));
        assertThat(report.at("/user/username").asText()).isEqualTo(user.name());
        assertThat(report.at("/tags/command").asText()).isEqualTo(command);
        boolean isSlash = report.at("/tags/command_type").asText().equals("slash");
        assertThat(report.at("/tags/mood").asText()).isEqualTo(isSlash ? user.name() : "");
        assertThat(report.toString()).doesNotContain(user.name().equals("alice") ? "bob" : "alice");
    }

    static JDABuilder builder(DiscordSimulator discord) {
        return JDABuilder.createDefault(discord.token(), GatewayIntent.getIntents(GatewayIntent.ALL_INTENTS))
                .setRestConfig(new RestConfig().setBaseUrl(discord.restUrl()))
                .setSessionController(new ConcurrentSessionController() {
                    @Override
                    public String getGateway() {
                        return discord.gatewayUrl();
                    }
                })
                .setEnableShutdownHook(false);
    }
}
