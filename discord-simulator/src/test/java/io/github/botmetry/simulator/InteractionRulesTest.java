package io.github.botmetry.simulator;

import static io.github.botmetry.simulator.TestBot.SOON;
import static io.github.botmetry.simulator.TestBot.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class InteractionRulesTest {
    private static final String CALLBACK = "/interactions/{id}/{token}/callback";
    private static final String REPLY = "{\"type\":4,\"data\":{\"content\":\"late\"}}";

    /** The callback has to arrive within it, on a machine that may be busy. */
    private static final Duration LIFETIME = Duration.ofSeconds(3);

    private static HttpResponse<String> post(DiscordSimulator discord, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(discord.restUrl() + path))
                .header("authorization", "Bot " + discord.token())
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static Interaction ping(DiscordSimulator discord) {
        SimulatedGuild guild = discord.guild("Garden");
        return guild.member("alice").runs("ping").in(guild.textChannel("general"));
    }

    private static String callback(Interaction interaction) {
        return "interactions/" + interaction.id() + "/" + interaction.token() + "/callback";
    }

    private static String webhook(DiscordSimulator discord, Interaction interaction) {
        return "webhooks/" + discord.bot().id() + "/" + interaction.token();
    }

    @Test
    void secondCallback_isRefusedWith40060() throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.create()) {
            Interaction ping = ping(discord);
            assertThat(post(discord, callback(ping), REPLY).statusCode()).isEqualTo(204);
            HttpResponse<String> second = post(discord, callback(ping), REPLY);
            assertThat(second.statusCode()).isEqualTo(400);
            assertThat(second.body()).contains("40060");
            assertThat(ping.replies()).hasSize(1);
        }
    }

    @Test
    void callback_ofUnknownInteraction_isRefusedWith10062() throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.create()) {
            HttpResponse<String> answer = post(discord, "interactions/1/nonsense/callback", REPLY);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("10062");
            assertThat(answer.headers().firstValue("date")).isPresent();
            assertThat(answer.headers().firstValue("x-ratelimit-remaining")).isPresent();
        }
    }

    @Test
    void callback_afterEnforcedDeadline_isRefusedAndNeverAcknowledged() throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.builder()
                .enforceDeadline(true)
                .deadline(Duration.ofMillis(1))
                .build()) {
            Interaction ping = ping(discord);
            Awaitility.await().until(() -> System.nanoTime() - ping.sentNanos() > 2_000_000);
            assertThat(post(discord, callback(ping), REPLY).body()).contains("10062");
            assertThat(ping.isAcknowledged()).isFalse();
            assertThat(discord.unacknowledged()).containsExactly(ping);
            assertThatThrownBy(() -> ping.awaitAcknowledged(Duration.ZERO))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("/ping by alice in #general was not acknowledged")
                    .hasMessageContaining("no bot was logged in");
        }
    }

    @Test
    void followUp_beforeAcknowledgement_isRefusedWith10015() throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.create()) {
            Interaction ping = ping(discord);
            HttpResponse<String> answer = post(discord, webhook(discord, ping), "{\"content\":\"x\"}");
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("10015");
        }
    }

    @Test
    void followUp_afterLifetimeOfToken_isRefusedWith50027() throws Exception {
        try (DiscordSimulator discord =
                DiscordSimulator.builder().interactionLifetime(LIFETIME).build()) {
            Interaction ping = ping(discord);
            assertThat(post(discord, callback(ping), REPLY).statusCode()).isEqualTo(204);
            Awaitility.await().until(() -> System.nanoTime() - ping.sentNanos() > LIFETIME.toNanos());
            HttpResponse<String> answer = post(discord, webhook(discord, ping), "{\"content\":\"x\"}");
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).contains("50027");
        }
    }

    @Test
    void emptyReply_isRefusedAndLeavesTheInteractionOpen() throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.create()) {
            Interaction ping = ping(discord);
            assertThat(post(discord, callback(ping), "{\"type\":4,\"data\":{}}").body())
                    .contains("50006");
            assertThat(post(discord, callback(ping), REPLY).statusCode()).isEqualTo(204);
        }
    }

    @Test
    void callback_thatIsDelayed_isAcknowledgedByItsArrival() throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.create();
                TestBot bot = TestBot.at(
                        discord,
                        on(
                                SlashCommandInteractionEvent.class,
                                event -> event.reply("x").queue()))) {
            discord.on("POST", CALLBACK).delay(Duration.ofMillis(100));
            Interaction ping = ping(discord);
            ping.awaitReply(SOON);
            RecordedRequest request = discord.requests().await("POST", CALLBACK, SOON);
            Acknowledgement acknowledgement = ping.awaitAcknowledged(SOON);
            assertThat(acknowledgement.arrivedNanos()).isEqualTo(request.arrivedNanos());
            assertThat(acknowledgement.delay()).isEqualTo(Duration.ofNanos(request.arrivedNanos() - ping.sentNanos()));
            assertThat(bot.jda().getGuilds()).hasSize(1);
        }
    }

    @Test
    void originalReply_thatIsReadEditedAndDeleted_followsEachStep() throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.create();
                TestBot bot = TestBot.at(
                        discord,
                        on(
                                SlashCommandInteractionEvent.class,
                                event -> event.reply("a")
                                        .flatMap(hook -> hook.retrieveOriginal())
                                        .flatMap(message -> event.getHook().editOriginal(message.getContentRaw() + "b"))
                                        .flatMap(message -> event.getHook().sendMessage("c"))
                                        .flatMap(message -> event.getHook().editMessageById(message.getIdLong(), "d"))
                                        .flatMap(message -> event.getHook().deleteOriginal())
                                        .queue()))) {
            Interaction ping = ping(discord);
            List<Reply> replies = ping.awaitReplies(4, SOON);
            assertThat(replies)
                    .extracting(reply -> reply.kind() + " " + reply.content())
                    .containsExactly("REPLY a", "EDIT ab", "FOLLOW_UP c", "EDIT d");
            discord.requests().await("DELETE", "/webhooks/{app}/{token}/messages/@original", SOON);
            assertThat(replies.get(0).message().isDeleted()).isTrue();
            assertThat(bot.jda().getGuilds()).hasSize(1);
        }
    }
}
