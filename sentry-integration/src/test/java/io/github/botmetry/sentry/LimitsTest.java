package io.github.botmetry.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sentry.Sentry;
import org.junit.jupiter.api.Test;

/** Sentry refuses an event of more than 1 MB, and its SDK cuts nothing. */
class LimitsTest {

    private static final int MEGABYTE = 1_000_000;

    private static Exception chain(int causes, String message) {
        Exception error = new IllegalStateException("innermost " + message);
        for (int i = 1; i < causes; i++) {
            error = new IllegalStateException("cause " + i + message, error);
        }
        return error;
    }

    private static JsonNode reportOf(Throwable error) {
        try (SentryBot bot = SentryBot.create()) {
            bot.run(FakeEvent.slash("ban", 7, "alice"), () -> bot.botmetry.report(error));
            JsonNode event = bot.server.event();
            assertThat(event.toString().length()).isLessThan(MEGABYTE);
            return event;
        }
    }

    private static JsonNode last(JsonNode event) {
        JsonNode all = event.at("/exception/values");
        return all.get(all.size() - 1);
    }

    @Test
    void messageOfThreeMegabytes_isCut() {
        JsonNode event = reportOf(new IllegalStateException("begins " + "x".repeat(3 * MEGABYTE)));
        assertThat(last(event).at("/value").asText())
                .startsWith("begins x")
                .endsWith("...")
                .hasSize(Limits.MAX_VALUE);
    }

    @Test
    void chainOf3000Causes_isCut_alsoWhereTheBotCapturesIt() {
        JsonNode event = reportOf(chain(3_000, ""));
        assertThat(event.at("/exception/values").size()).isLessThanOrEqualTo(64);
        assertThat(last(event).at("/value").asText()).isEqualTo("cause 2999");

        try (SentryBot bot = SentryBot.create()) {
            Sentry.captureException(chain(3_000, ""));
            JsonNode own = bot.server.event();
            assertThat(own.toString().length()).isLessThan(MEGABYTE);
            assertThat(own.at("/exception/values")).hasSize(Limits.MAX_EXCEPTIONS);
            assertThat(last(own).at("/value").asText()).isEqualTo("cause 2999");
            assertThat(own.at("/exception/values/0/value").asText()).isEqualTo("innermost ");
        }
    }

    @Test
    void chainOf60LongMessages_isCutAltogether() {
        reportOf(chain(60, "x".repeat(100_000)));
    }

    @Test
    void suppressedExceptions_areCutWithTheRest() {
        Exception error = new IllegalStateException("many attempts");
        for (int i = 0; i < 500; i++) {
            error.addSuppressed(new IllegalStateException("x".repeat(10_000)));
        }
        assertThat(last(reportOf(error)).at("/value").asText()).isEqualTo("many attempts");
    }

    @Test
    void circleOfCauses_isReported() {
        Exception one = new IllegalStateException("one");
        Exception two = new IllegalStateException("two", one);
        one.initCause(two);
        assertThat(last(reportOf(one)).at("/value").asText()).isEqualTo("one");
    }

    @Test
    void stackThatOverflowed_isCut() {
        StackOverflowError error = new StackOverflowError("deep");
        StackTraceElement[] frames = new StackTraceElement[5_000];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = new StackTraceElement("Deep", "call" + i, "Deep.java", i);
        }
        error.setStackTrace(frames);

        JsonNode shown = last(reportOf(error)).at("/stacktrace/frames");
        assertThat(shown).hasSizeBetween(50, Limits.MAX_FRAMES); // the SDK keeps 100
        assertThat(shown.get(shown.size() - 1).at("/function").asText()).isEqualTo("call0");
    }

    @Test
    void longMessagesAndBreadcrumbs_areCut() {
        try (SentryBot bot = SentryBot.create()) {
            Sentry.addBreadcrumb("y".repeat(MEGABYTE));
            Sentry.captureMessage("x".repeat(3 * MEGABYTE));
            assertThat(bot.server.event().toString().length()).isLessThan(100_000);
        }
    }
}
