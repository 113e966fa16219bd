package io.github.botmetry.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Exceptions on which the SDK loses a report, or looks for an end until the heap is full. */
class HostileErrorsTest {

    static Stream<Throwable> errors() {
        Throwable suppressing = new IllegalStateException("the first");
        for (int i = 0; i < 20_000; i++) {
            Throwable next = new IllegalStateException("try " + i);
            next.addSuppressed(suppressing);
            suppressing = next;
        }
        Throwable deep = new IllegalStateException("the first");
        for (int i = 0; i < 3_000; i++) {
            deep = new IllegalStateException("number " + i, deep);
        }
        IllegalStateException suppressed = new IllegalStateException("with an endless one inside");
        suppressed.addSuppressed(new Hostile("endless"));
        return Stream.of(
                new Hostile("cause"),
                new Hostile("endless"),
                new Hostile("message"),
                new Hostile("trace"),
                new Hostile("no trace"),
                new Hostile("hash"),
                new IllegalStateException("round one", new Hostile("endless")),
                suppressed,
                suppressing,
                deep);
    }

    /** Does one thing that no exception should do. */
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    private static final class Hostile extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String in;

        Hostile(String in) {
            super(in);
            this.in = in;
        }

        @Override
        public @Nullable Throwable getCause() {
            throwIf("cause");
            return in.equals("endless") ? new Hostile(in) : null;
        }

        @Override
        public @Nullable String getMessage() {
            throwIf("message");
            return super.getMessage();
        }

        @Override
        public StackTraceElement @Nullable [] getStackTrace() {
            throwIf("trace");
            return in.equals("no trace") ? null : super.getStackTrace();
        }

        @Override
        public int hashCode() {
            throwIf("hash");
            return super.hashCode();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            throwIf("hash");
            return super.equals(other);
        }

        private void throwIf(String what) {
            if (in.equals(what)) {
                throw new IllegalStateException("planned");
            }
        }
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("errors")
    @Timeout(60)
    void report_ofAHostileError_arrives_andSoDoesTheNext(Throwable error) {
        try (SentryBot bot = SentryBot.with(options -> options.setTracesSampleRate(1.0))) {
            bot.run(FakeEvent.slash("ban", 7, "alice"), () -> {
                assertThat(bot.botmetry.report(error)).isNotNull();
                assertThat(bot.botmetry.report(error)).as("the same report").isNotNull();
            });
            bot.run(FakeEvent.slash("kick", 8, "bob"), SentryBot.failing("the end"));

            List<JsonNode> events = bot.server.events(2);
            JsonNode exceptions = events.get(0).at("/exception/values");
            assertThat(exceptions.size()).isBetween(1, 64);
            assertThat(exceptions.get(exceptions.size() - 1).at("/type").asText())
                    .isEqualTo(error.getClass().getSimpleName());
            assertThat(exceptions
                            .get(exceptions.size() - 1)
                            .at("/mechanism/type")
                            .asText())
                    .isEqualTo("Botmetry");
            assertThat(events.get(0).at("/user/username").asText()).isEqualTo("alice");
            assertThat(events.get(1).at("/user/username").asText()).isEqualTo("bob");
        }
    }
}
