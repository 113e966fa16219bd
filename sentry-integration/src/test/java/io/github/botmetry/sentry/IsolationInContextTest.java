package io.github.botmetry.sentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.botmetry.event.CurrentEvent;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.sentry.Sentry;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** All of {@link IsolationTest} again where Sentry keeps its scopes in OpenTelemetry's context. */
class IsolationInContextTest extends IsolationTest {

    private Scope bare;

    /** What an earlier test left in this thread's context is not this one's. */
    @BeforeEach
    void useContext() {
        assumeThat(ContextScopesStorage.isPossible()).isTrue();
        Sentry.close();
        bare = Context.root().makeCurrent();
        SentryBot.settings = ContextScopesStorage::choose;
    }

    @AfterEach
    void leaveContext() {
        SentryBot.settings = options -> {};
        if (bare != null) {
            Sentry.close();
            bare.close();
        }
    }

    @Test
    void command_goingOnInACarriedContext_takesItsUserAlong_andLeavesNothingThere() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try (SentryBot bot = SentryBot.create()) {
            bot.run(FakeEvent.slash("ban", 7, "alice"), () -> {
                Sentry.setTag("mood", "calm");
                Runnable carried = () -> Sentry.captureMessage("carried by OpenTelemetry");
                pool.execute(Context.current().wrap(carried));
                pool.execute(CurrentEvent.wrap((Runnable) () -> Sentry.captureMessage("wrapped by Botmetry")));
                pool.execute(() -> Sentry.captureMessage("plain"));
            });
            pool.shutdown();
            assertThat(pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

            List<JsonNode> events = bot.server.events(3);
            assertThat(events)
                    .extracting(event -> event.at("/user/id").asText()
                            + event.at("/tags/mood").asText())
                    .containsExactly("7calm", "7calm", "");
        } finally {
            pool.shutdownNow();
        }
    }

    /** The agent makes a context current round a job of its own; a command inside is not to have what was set there. */
    @Test
    void command_insideAForeignContext_takesNothingFromIt_andPutsItBack() {
        try (SentryBot bot = SentryBot.create()) {
            try (Scope job = Context.current().makeCurrent()) {
                Sentry.setTag("mood", "of the job");
                bot.run(FakeEvent.slash("ban", 7, "alice"), SentryBot.failing("x"));
                Sentry.captureMessage("after");
            }

            List<JsonNode> events = bot.server.events(2);
            assertThat(events.get(0).toString()).contains("alice").doesNotContain("of the job");
            assertThat(events.get(1).toString()).contains("of the job").doesNotContain("alice");
        }
    }
}
