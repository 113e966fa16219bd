package io.github.botmetry.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.botmetry.event.BotEvent;
import io.sentry.IScopes;
import io.sentry.ISentryLifecycleToken;
import io.sentry.ITransaction;
import io.sentry.ScopeType;
import io.sentry.Sentry;
import io.sentry.TransactionOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each call of Sentry's API may be the first of a command: it is seen by its reports, and by no other's. */
class FirstUseTest {

    private static final String ALICE = "of-alice";

    enum Use {
        SET_TAG(() -> Sentry.setTag("mood", ALICE)),
        SET_FINGERPRINT(() -> Sentry.setFingerprint(List.of(ALICE))),
        SET_TRANSACTION(() -> Sentry.setTransaction(ALICE)),
        ADD_BREADCRUMB(() -> Sentry.addBreadcrumb(ALICE)),
        CONFIGURE_SCOPE(() -> Sentry.configureScope(scope -> scope.setContexts("mood", Map.of("is", ALICE)))),
        CONFIGURE_CURRENT_SCOPE(() ->
                Sentry.configureScope(ScopeType.CURRENT, scope -> scope.setContexts("mood", Map.of("is", ALICE)))),
        PUSH_SCOPE_LEFT_OPEN(() -> {
            Sentry.pushScope();
            Sentry.setTag("mood", ALICE);
        }),
        PUSH_ISOLATION_SCOPE_LEFT_OPEN(() -> {
            Sentry.pushIsolationScope();
            Sentry.setTag("mood", ALICE);
        }),
        GET_CURRENT_SCOPES(() -> Sentry.getCurrentScopes().setTag("mood", ALICE)),
        GET_CURRENT_HUB(() -> hub().setTag("mood", ALICE)),
        FORK_LEFT_CURRENT(() -> {
            IScopes forked = Sentry.forkedScopes("bot");
            forked.makeCurrent();
            forked.setTag("mood", ALICE);
        });

        private final Runnable first;

        Use(Runnable first) {
            this.first = first;
        }

        @SuppressWarnings("deprecation")
        private static IScopes hub() {
            return Sentry.getCurrentHub();
        }
    }

    @ParameterizedTest
    @EnumSource
    void firstUse_isOnTheReportsOfItsCommandAlone(Use use) {
        try (SentryBot bot = SentryBot.create()) {
            bot.run(FakeEvent.slash("ban", 7, "alice"), () -> {
                use.first.run();
                Sentry.captureMessage("inside");
            });
            bot.run(FakeEvent.slash("kick", 8, "bob"), () -> Sentry.captureMessage("next"));
            Sentry.captureMessage("outside");

            List<JsonNode> events = bot.server.events(3);
            assertThat(events.get(0).toString()).contains(ALICE);
            assertThat(events.get(0).at("/user/id").asText()).isEqualTo("7");
            assertThat(events.get(1).toString()).doesNotContain(ALICE);
            assertThat(events.get(1).at("/user/id").asText()).isEqualTo("8");
            assertThat(events.get(2).toString()).doesNotContain(ALICE);
        }
    }

    @Test
    void withScope_asFirstUse_isOverWithItsCallback() {
        try (SentryBot bot = SentryBot.create()) {
            bot.run(FakeEvent.slash("ban", 7, "alice"), () -> {
                Sentry.withIsolationScope(scope -> {
                    Sentry.setTag("mood", ALICE);
                    Sentry.captureMessage("inside");
                });
                Sentry.captureMessage("after");
            });

            List<JsonNode> events = bot.server.events(2);
            assertThat(events.get(0).toString()).contains(ALICE);
            assertThat(events.get(1).toString()).doesNotContain(ALICE);
            assertThat(events)
                    .allSatisfy(
                            event -> assertThat(event.at("/user/id").asText()).isEqualTo("7"));
        }
    }

    @Test
    void pushScope_asFirstUse_closedByTheBot_leavesTheCommandsOwn() {
        try (SentryBot bot = SentryBot.create()) {
            bot.run(FakeEvent.slash("ban", 7, "alice"), () -> {
                try (ISentryLifecycleToken pushed = Sentry.pushScope()) {
                    Sentry.configureScope(ScopeType.CURRENT, scope -> scope.setTag("mood", ALICE));
                }
                Sentry.setTag("later", "calm");
                Sentry.captureMessage("after");
            });

            JsonNode event = bot.server.event();
            assertThat(event.toString()).doesNotContain(ALICE);
            assertThat(event.at("/tags/later").asText()).isEqualTo("calm");
        }
    }

    @Test
    void transaction_ofTheBot_boundAsFirstUse_isCurrentUntilTheEventEnds() {
        try (SentryBot bot = SentryBot.with(options -> options.setTracesSampleRate(1.0))) {
            TransactionOptions bound = new TransactionOptions();
            bound.setBindToScope(true);
            boolean[] isCurrent = new boolean[1];
            bot.run(
                    FakeEvent.of(BotEvent.Kind.AUTOCOMPLETE, "ban", 7, "alice"),
                    () -> { // has no transaction of ours
                        ITransaction transaction = Sentry.startTransaction("import", "job", bound);
                        isCurrent[0] = Sentry.getSpan() == transaction;
                    });

            assertThat(isCurrent).containsExactly(true);
            assertThat(Sentry.getSpan()).isNull();
        }
    }

    @Test
    void scopes_heldByTheBot_sayTheirUserAfterTheEvent() throws Exception {
        try (SentryBot bot = SentryBot.create()) {
            IScopes[] held = new IScopes[1];
            bot.run(FakeEvent.slash("ban", 7, "alice"), () -> held[0] = Sentry.getCurrentScopes());
            bot.run(FakeEvent.slash("kick", 8, "bob"), () -> held[0].captureMessage("late"));
            Thread other = new Thread(() -> held[0].captureMessage("later"));
            other.start();
            other.join();

            assertThat(bot.server.events(2))
                    .allSatisfy(
                            event -> assertThat(event.at("/user/id").asText()).isEqualTo("7"));
        }
    }

    @Test
    void sentry_closedInsideACommand_isClosed_andItsThreadGoesOn() {
        try (SentryBot bot = SentryBot.lenient(SentryIntegration.create());
                IngestionServer other = new IngestionServer()) {
            bot.run(FakeEvent.slash("ban", 7, "alice"), () -> {
                Sentry.close();
                assertThat(Sentry.isEnabled()).isFalse();
                SentryBot.initialise(other, options -> {});
            });
            bot.run(FakeEvent.slash("kick", 8, "bob"), () -> Sentry.captureMessage("next"));

            assertThat(other.event().at("/user/id").asText()).isEqualTo("8");
        }
    }
}
