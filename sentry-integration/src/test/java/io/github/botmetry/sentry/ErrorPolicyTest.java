package io.github.botmetry.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.botmetry.event.DiscordError;
import io.github.botmetry.sentry.ErrorPolicy.Decision;
import io.sentry.Sentry;
import io.sentry.SentryEvent;
import io.sentry.SentryLevel;
import io.sentry.SpanStatus;
import io.sentry.protocol.Message;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorPolicyTest {

    /** An exception as a chat library throws it for an answer of Discord. */
    private static final class AnswerException extends RuntimeException {

        final DiscordError answer;

        AnswerException(int code, String name, @Nullable String permission, @Nullable Throwable cause) {
            super(code + ": " + name, cause);
            this.answer = new DiscordError(code, name, permission);
        }

        static @Nullable DiscordError explain(Throwable error) {
            return error instanceof AnswerException thrown ? thrown.answer : null;
        }
    }

    private static SentryBot bot(SentryIntegration integration) {
        SentryBot bot = SentryBot.with(integration);
        bot.botmetry.wiring().events().explainWith(AnswerException::explain);
        return bot;
    }

    private static AnswerException answer(int code, String name) {
        return new AnswerException(code, name, null, null);
    }

    @ParameterizedTest
    @CsvSource({
        "10008, IGNORE, NOT_FOUND",
        "50007, IGNORE, INTERNAL_ERROR",
        "10003, WARN, NOT_FOUND",
        "10007, WARN, NOT_FOUND",
        "10013, WARN, NOT_FOUND",
        "10062, WARN, DEADLINE_EXCEEDED",
        "40060, WARN, INTERNAL_ERROR",
        "50001, WARN, PERMISSION_DENIED",
        "50013, WARN, PERMISSION_DENIED",
        "429, WARN, RESOURCE_EXHAUSTED",
        "500, WARN, UNAVAILABLE",
        "503, WARN, UNAVAILABLE",
        "50035, REPORT, INTERNAL_ERROR",
        "0, REPORT, INTERNAL_ERROR",
        "404, REPORT, INTERNAL_ERROR"
    })
    void defaults_byDiscordsCode(int code, Decision decision, SpanStatus status) {
        AnswerException error = answer(code, "NAME");
        assertThat(ErrorPolicy.defaults().decide(error, error.answer, null)).isEqualTo(decision);
        assertThat(DiscordStatus.of(error, error.answer)).isEqualTo(status);
    }

    /** A member of a higher role: no permission is named, and Discord was not asked. */
    @Test
    void defaults_forAHierarchyThatTheLibraryKnows_areThoseOfAMissingPermission() {
        AnswerException error = answer(0, "MISSING_PERMISSIONS");
        assertThat(ErrorPolicy.defaults().decide(error, error.answer, null)).isEqualTo(Decision.WARN);
        assertThat(DiscordStatus.of(error, error.answer)).isEqualTo(SpanStatus.PERMISSION_DENIED);
    }

    @Test
    void defaults_withoutAnAnswer_reportAllButCancellation() {
        assertThat(ErrorPolicy.defaults().decide(new IllegalStateException(), null, null))
                .isEqualTo(Decision.REPORT);
        assertThat(ErrorPolicy.defaults().decide(new CancellationException(), null, null))
                .isEqualTo(Decision.IGNORE);
        assertThat(DiscordStatus.of(new CancellationException(), null)).isEqualTo(SpanStatus.CANCELLED);
    }

    @Test
    void missingPermission_isAWarningGroupedByPermissionAndCommand() {
        try (SentryBot bot = bot(SentryIntegration.create())) {
            bot.run(FakeEvent.slash("ban", 7, "alice"), () -> {
                throw new AnswerException(50013, "MISSING_PERMISSIONS", "BAN_MEMBERS", null);
            });

            JsonNode event = bot.server.event();
            assertThat(event.at("/level").asText()).isEqualTo("warning");
            assertThat(event.at("/tags/discord.error_code").asText()).isEqualTo("50013");
            assertThat(event.at("/tags/discord.error").asText()).isEqualTo("MISSING_PERMISSIONS");
            assertThat(event.at("/tags/discord.permission").asText()).isEqualTo("BAN_MEMBERS");
            assertThat(event.at("/fingerprint").toString())
                    .isEqualTo("[\"discord-permission\",\"BAN_MEMBERS\",\"ban\"]");
        }
    }

    @Test
    void fingerprints_byCode() {
        assertThat(Fingerprints.of(
                        new DiscordError(10062, "UNKNOWN_INTERACTION", null), FakeEvent.slash("ban", 7, "a")))
                .containsExactly("discord-timeout", "10062", "ban");
        assertThat(Fingerprints.of(new DiscordError(50035, "INVALID_FORM_BODY", null), null))
                .containsExactly("{{ default }}", "discord-api", "50035");
    }

    @Test
    void answer_inAReportThatTheBotMadeItself_isOnItToo() {
        try (SentryBot bot = bot(SentryIntegration.create())) {
            Sentry.captureException(new IllegalStateException("wrapped", answer(50035, "INVALID_FORM_BODY")));
            assertThat(bot.server.event().at("/tags/discord.error_code").asText())
                    .isEqualTo("50035");
        }
    }

    @Test
    void policy_ofTheBot_decides() {
        SentryIntegration integration = SentryIntegration.builder()
                .errorPolicy(
                        (error, answer, event) -> event != null && event.name().equals("ban")
                                ? Decision.IGNORE
                                : ErrorPolicy.defaults().decide(error, answer, event))
                .build();
        try (SentryBot bot = bot(integration)) {
            bot.run(FakeEvent.slash("ban", 7, "alice"), SentryBot.failing("ignored"));
            bot.run(FakeEvent.slash("kick", 7, "alice"), SentryBot.failing("reported"));

            assertThat(bot.server.event().at("/exception/values/0/value").asText())
                    .isEqualTo("reported");
            assertThat(bot.botmetry.health().get("sentry").figures())
                    .containsEntry("ignored", 1L)
                    .containsEntry("reported", 1L);
        }
    }

    @Test
    void policy_thatThrows_losesNoReport_andIsNamedWithoutTokens() {
        String secret = "abcdefghijklmnopqrstuvwxyz0123456789";
        SentryIntegration integration = SentryIntegration.builder()
                .errorPolicy((error, answer, event) -> {
                    throw new StackOverflowError("at https://discord.com/api/webhooks/123456789012345678/" + secret);
                })
                .build();
        try (SentryBot bot = SentryBot.lenient(integration)) {
            bot.run(FakeEvent.slash("ban", 7, "alice"), SentryBot.failing("reported"));
            assertThat(bot.server.event().at("/level").asText()).isEqualTo("error");
            assertThat(bot.botmetry.warnings())
                    .singleElement()
                    .matches(warning -> warning.subject().equals("error policy"));
            bot.botmetry.wiring().warnings().awaitLog(Duration.ofSeconds(30));
            assertThat(bot.botmetry.warnings() + " " + bot.botmetry.health())
                    .contains("webhooks/123456789012345678/[Filtered]")
                    .doesNotContain(secret);
        }
    }

    @Test
    void failure_thatIsThrownOnOrLogged_isOneReport() {
        try (SentryBot bot = bot(SentryIntegration.create())) {
            Exception callSite = new Exception();
            AnswerException error = new AnswerException(50035, "INVALID_FORM_BODY", null, callSite);
            bot.run(FakeEvent.slash("ban", 7, "alice"), () -> {
                String id = bot.botmetry.report(error);
                logged(error, null);
                logged(callSite, null);
                logged(new IllegalStateException("around", error), null);
                logged(null, "RestAction queue returned failure: [AnswerException] " + error.getMessage());
                assertThat(bot.botmetry.report(new IllegalStateException("around", error)))
                        .isEqualTo(id);
                throw new IllegalStateException(error);
            });
            logged(null, "something else");

            List<JsonNode> events = bot.server.events(2);
            assertThat(events.get(1).at("/message/formatted").asText()).isEqualTo("something else");
            assertThat(bot.botmetry.health().get("sentry").figures()).containsEntry("duplicates", 4L);
        }
    }

    @Test
    void failure_thatTheBotHandedToSentryItself_isNotReportedAgain() {
        try (SentryBot bot = bot(SentryIntegration.create())) {
            String[] ids = new String[2];
            bot.run(FakeEvent.slash("ban", 7, "alice"), () -> {
                IllegalStateException error = new IllegalStateException("x");
                ids[0] = Sentry.captureException(error).toString();
                ids[1] = bot.botmetry.report(error);
                throw error;
            });

            assertThat(bot.server.event().at("/user/id").asText()).isEqualTo("7");
            assertThat(ids[1]).isEqualTo(ids[0]);
        }
    }

    @Test
    void ignoredFailure_inTheLog_isNotReported_butHandedOverItIs() {
        try (SentryBot bot = bot(SentryIntegration.create())) {
            AnswerException gone = answer(10008, "UNKNOWN_MESSAGE");
            assertThat(bot.botmetry.report(gone)).isNull();
            logged(gone, null);
            Sentry.captureException(gone);

            assertThat(bot.server.event().at("/tags/discord.error_code").asText())
                    .isEqualTo("10008");
        }
    }

    /** As a log appender hands it to Sentry. */
    private static void logged(@Nullable Throwable error, @Nullable String text) {
        SentryEvent event = error == null ? new SentryEvent() : new SentryEvent(error);
        event.setLogger("net.dv8tion.jda.api.requests.RestAction");
        event.setLevel(SentryLevel.ERROR);
        if (text != null) {
            Message message = new Message();
            message.setFormatted(text);
            event.setMessage(message);
        }
        Sentry.captureEvent(event);
    }
}
