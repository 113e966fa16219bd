package io.github.botmetry.simulator;

import static io.github.botmetry.simulator.TestBot.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import net.dv8tion.jda.api.entities.channel.concrete.TextChannel;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.exceptions.RateLimitedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FaultTest {
    private static final String MESSAGES = "/channels/{id}/messages";

    private DiscordSimulator discord;
    private SimulatedChannel general;
    private TestBot bot;
    private TextChannel channel;

    @BeforeEach
    void start() throws InterruptedException {
        discord = DiscordSimulator.create();
        general = discord.guild("Garden").textChannel("general");
        bot = TestBot.at(discord);
        channel = bot.jda().getTextChannelById(general.id());
    }

    @AfterEach
    void stop() {
        bot.close();
        discord.close();
    }

    @ParameterizedTest
    @CsvSource({"404, 10008", "403, 50013", "500, 0"})
    void answerOnce_failsOneRequestWithCode(int status, int code) {
        discord.on("POST", MESSAGES).answerOnce(status, code);
        assertThatThrownBy(() -> channel.sendMessage("x").complete())
                .isInstanceOfSatisfying(
                        ErrorResponseException.class,
                        error -> assertThat(error.getErrorCode()).isEqualTo(code));
        assertThat(channel.sendMessage("y").complete().getContentRaw()).isEqualTo("y");
        assertThat(discord.requests().matching("POST", MESSAGES))
                .extracting(RecordedRequest::status, RecordedRequest::discordCode)
                .containsExactly(tuple(status, code), tuple(200, 0));
        assertThat(general.botMessages()).hasSize(1);
    }

    @Test
    void answer_lastsUntilCleared() {
        RouteFaults faults = discord.on("POST", MESSAGES).answer(404, 10003);
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThatThrownBy(() -> channel.sendMessage("x").complete()).isInstanceOf(ErrorResponseException.class);
        }
        faults.clear();
        assertThat(channel.sendMessage("y").complete()).isNotNull();
    }

    @Test
    void serverError_thatJdaRepeats_isSeenTwice() {
        discord.on("POST", MESSAGES).times(1).answer(503);
        channel.sendMessage("x").complete();
        assertThat(discord.requests().matching("POST", MESSAGES))
                .extracting(RecordedRequest::status)
                .containsExactly(503, 200);
    }

    @ParameterizedTest
    @EnumSource(RateLimitScope.class)
    void rateLimit_isRepeatedByJdaAfterTheWait(RateLimitScope scope) {
        discord.on("POST", MESSAGES).rateLimit(scope, Duration.ofMillis(100));
        channel.sendMessage("x").complete();
        assertThat(discord.requests().matching("POST", MESSAGES))
                .extracting(RecordedRequest::status)
                .containsExactly(429, 200);
        assertThat(general.botMessages()).hasSize(1);
    }

    @Test
    void rateLimit_withoutQueueing_isThrown() {
        discord.on("POST", MESSAGES).rateLimit(RateLimitScope.USER, Duration.ofSeconds(7));
        assertThatThrownBy(() -> channel.sendMessage("x").complete(false))
                .isInstanceOfSatisfying(
                        RateLimitedException.class,
                        limited -> assertThat(limited.getRetryAfter()).isEqualTo(7000));
    }

    @Test
    void compressedAnswers_areReadByTheBot() throws InterruptedException {
        try (DiscordSimulator compressing =
                DiscordSimulator.builder().compressAnswers(true).build()) {
            SimulatedChannel elsewhere = compressing.guild("Garden").textChannel("general");
            try (TestBot other = TestBot.at(compressing)) {
                TextChannel there = other.jda().getTextChannelById(elsewhere.id());
                compressing.on("POST", MESSAGES).answerOnce(403, 50013);

                assertThatThrownBy(() -> there.sendMessage("x").complete())
                        .isInstanceOfSatisfying(
                                ErrorResponseException.class,
                                error -> assertThat(error.getErrorCode()).isEqualTo(50013));
                assertThat(there.sendMessage("y").complete().getContentRaw()).isEqualTo("y");
            }
        }
    }

    @Test
    void delay_postponesTheAnswer() {
        discord.on("POST", MESSAGES).times(1).delay(Duration.ofMillis(150));
        channel.sendMessage("x").complete();
        RecordedRequest request = discord.requests().await("POST", MESSAGES, SOON);
        assertThat(request.answeredNanos() - request.arrivedNanos())
                .isGreaterThanOrEqualTo(Duration.ofMillis(150).toNanos());
        assertThat(request.status()).isEqualTo(200);
    }

    @Test
    void cut_endsTheConnectionWithoutAnswer() {
        discord.on("DELETE", "/channels/{id}").cut();
        assertThatThrownBy(() -> channel.delete().complete()).isInstanceOf(ErrorResponseException.class);
        assertThat(discord.requests().await("DELETE", "/channels/{id}", SOON).status())
                .isZero();
    }

    @Test
    void cut_onceOnUsedConnection_isRepeatedByTheHttpClient() {
        channel.sendMessage("x").complete();
        discord.on("POST", MESSAGES).times(1).cut();
        channel.sendMessage("y").complete();
        assertThat(discord.requests().matching("POST", MESSAGES))
                .extracting(RecordedRequest::status)
                .containsExactly(200, 0, 200);
    }

    @Test
    void unknownRoute_isAnswered404AndRecorded() {
        assertThatThrownBy(() -> bot.jda().retrieveNitroStickerPacks().complete())
                .isInstanceOf(ErrorResponseException.class);
        assertThat(discord.unknownRoutes()).extracting(RecordedRequest::method).containsExactly("GET");
    }
}
