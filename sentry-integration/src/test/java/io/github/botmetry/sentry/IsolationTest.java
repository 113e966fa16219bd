package io.github.botmetry.sentry;

import static io.github.botmetry.sentry.SentryBot.failing;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.Scope;
import io.github.botmetry.testing.TestEvent;
import io.sentry.IScopes;
import io.sentry.ScopesAdapter;
import io.sentry.Sentry;
import io.sentry.SentryWrapper;
import io.sentry.protocol.User;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class IsolationTest {

    @Test
    void events_oneAfterAnotherOnAThread_eachHaveTheirOwnUser() {
        try (SentryBot bot = SentryBot.create()) {
            bot.run(FakeEvent.slash("ban", 7, "alice"), failing("of alice"));
            bot.run(FakeEvent.slash("kick", 8, "bob"), failing("of bob"));
            bot.runFramed(FakeEvent.message(9, "carol", "hello"), failing("of carol"));
            bot.runFramed(FakeEvent.nobody("GuildReadyEvent"), failing("of nobody"));
            Sentry.captureException(new IllegalStateException("outside"));

            List<JsonNode> events = bot.server.events(5);
            assertThat(events)
                    .extracting(event -> event.at("/user/id").asText()
                            + event.at("/tags/command").asText())
                    .containsExactly("7ban", "8kick", "9", "", "");
            assertThat(events.get(2).at("/extra/jump_to").asText()).endsWith("/100/200/2009");
            assertThat(events.get(4).at("/tags/command_type").isMissingNode()).isTrue();
        }
    }

    @Test
    void whatTheBotTellsSentry_inACommandThatThrowsAnError_isGoneAfterwards() {
        try (SentryBot bot = SentryBot.create()) {
            bot.run(FakeEvent.slash("ban", 7, "alice"), () -> {
                tellSentryAll("alice");
                throw new StackOverflowError("deep");
            });
            bot.run(FakeEvent.slash("kick", 8, "bob"), failing("of bob"));
            Sentry.captureMessage("outside");

            List<JsonNode> events = bot.server.events(3);
            assertThat(events.get(0).toString()).contains("mood-alice", "extra-alice", "crumb-alice");
            assertThat(events.get(1).toString()).doesNotContain("alice");
            assertThat(events.get(2).toString()).doesNotContain("alice", "bob");
        }
    }

    @Test
    void whatTheBotTellsSentry_inAnEventWithoutScopes_isOnItsReportsOnly() {
        try (SentryBot bot = SentryBot.create()) {
            bot.runFramed(FakeEvent.message(7, "alice", "hi"), () -> {
                tellSentryAll("alice");
                throw new IllegalStateException("first");
            });
            bot.runFramed(FakeEvent.message(8, "bob", "hi"), () -> {
                Sentry.addBreadcrumb("crumb-bob");
                throw new IllegalStateException("second");
            });
            Sentry.captureMessage("outside");
            bot.run(FakeEvent.slash("kick", 9, "carol"), failing("third"));

            List<JsonNode> events = bot.server.events(4);
            assertThat(events.get(0).toString()).contains("mood-alice", "extra-alice", "crumb-alice", "\"nick-alice\"");
            assertThat(events.get(3).toString()).doesNotContain("alice", "bob").contains("carol");
            assertThat(events.get(1).toString()).doesNotContain("alice").contains("crumb-bob");
            assertThat(events.get(1).at("/user/username").asText()).isEqualTo("bob");
            assertThat(events.get(2).toString()).doesNotContain("alice", "bob");
            assertThat(events.toString()).doesNotContain(Breadcrumbs.MARK);
        }
    }

    private static void tellSentryAll(String name) {
        User user = new User();
        user.setUsername("nick-" + name);
        Sentry.setUser(user);
        Sentry.setTag("mood", "mood-" + name);
        Sentry.setExtra("note", "extra-" + name);
        Sentry.addBreadcrumb("crumb-" + name);
    }

    @Test
    void globalTags_ofTheBot_areOnEveryReport() {
        try (SentryBot bot = SentryBot.with(options -> options.setTag("region", "eu"))) {
            Sentry.configureScope(io.sentry.ScopeType.GLOBAL, scope -> scope.setTag("cluster", "blue"));
            bot.run(FakeEvent.slash("ban", 7, "alice"), failing("x"));

            JsonNode event = bot.server.event();
            assertThat(event.at("/tags/region").asText()).isEqualTo("eu");
            assertThat(event.at("/tags/cluster").asText()).isEqualTo("blue");
        } finally {
            Sentry.getGlobalScope().removeTag("cluster");
        }
    }

    @Test
    void tagsOfTheMainThread_fromBeforeTheInstallation_areOnEveryReport() {
        try (IngestionServer server = new IngestionServer()) {
            SentryBot.initialise(server, options -> {});
            Sentry.setTag("build", "42");
            Sentry.addBreadcrumb("starting");
            try (SentryBot bot = new SentryBot(server, SentryBot.install(SentryIntegration.create()))) {
                bot.run(FakeEvent.slash("ban", 7, "alice"), failing("x"));

                JsonNode event = bot.server.event();
                assertThat(event.at("/tags/build").asText()).isEqualTo("42");
                assertThat(event.toString()).doesNotContain("starting");
            }
        }
    }

    @Test
    void command_thatIsTheFirstToFindSentry_takesNothingFromItsThread() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        Sentry.close();
        try (IngestionServer server = new IngestionServer();
                SentryBot bot = new SentryBot(server, SentryBot.install(SentryIntegration.create()))) {
            SentryBot.initialise(server, options -> {});
            pool.submit(() -> {
                        tellSentryAll("carried");
                        bot.run(FakeEvent.slash("ban", 7, "alice"), failing("first"));
                    })
                    .get();
            bot.run(FakeEvent.slash("kick", 8, "bob"), failing("second"));

            assertThat(bot.server.events(2).toString()).doesNotContain("carried");
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void event_insideAnother_isPutBackAtItsEnd() {
        try (SentryBot bot = SentryBot.create()) {
            TestEvent message = FakeEvent.message(7, "alice", "!play");
            bot.runFramed(message, () -> {
                TestEvent text = TestEvent.of(BotEvent.Kind.TEXT_COMMAND, "play")
                        .guild(100)
                        .channel(200)
                        .message(2007)
                        .user(7, "alice")
                        .parent(message)
                        .build();
                try (Scope scope = CurrentEvent.enter(text)) {
                    Sentry.captureMessage("inside");
                }
                throw new IllegalStateException("after");
            });

            List<JsonNode> events = bot.server.events(2);
            assertThat(events.get(0).at("/tags/command").asText()).isEqualTo("play");
            assertThat(events.get(1).at("/tags/command").isMissingNode()).isTrue();
            assertThat(events.get(1).at("/tags/message_id").asText()).isEqualTo("2007");
        }
    }

    @Test
    void command_goingOnElsewhere_takesItsUserAlong() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try (SentryBot bot = SentryBot.create()) {
            bot.run(FakeEvent.slash("ban", 7, "alice"), () -> {
                Sentry.setTag("mood", "calm");
                Runnable task = () -> Sentry.captureMessage("wrapped by Botmetry");
                pool.execute(CurrentEvent.wrap(task));
                pool.submit(SentryWrapper.wrapCallable(message("wrapped by Sentry")));
                pool.execute(() -> Sentry.captureMessage("plain"));
            });
            pool.shutdown();
            assertThat(pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

            List<JsonNode> events = bot.server.events(3);
            assertThat(events)
                    .extracting(event -> event.at("/user/id").asText())
                    .containsExactly("7", "7", "");
            assertThat(events)
                    .extracting(event -> event.at("/tags/mood").asText())
                    .containsExactly("calm", "calm", "");
        } finally {
            pool.shutdownNow();
        }
    }

    private static Callable<Object> message(String text) {
        return () -> Sentry.captureMessage(text);
    }

    @Test
    void failure_longAfterItsCommandAndElsewhere_hasItsUserAndTrail() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try (SentryBot bot = SentryBot.create()) {
            EventFrame frame = bot.botmetry.wiring().events().begin(FakeEvent.slash("ban", 7, "alice"));
            try (Scope scope = frame.enter()) {
                Sentry.addBreadcrumb("asked the database");
            }
            frame.finish(Duration.ofSeconds(3));
            bot.run(FakeEvent.slash("kick", 8, "bob"), () -> SentryBot.fail(frame, new IllegalStateException("late")));
            pool.submit(() -> SentryBot.fail(frame, new IllegalStateException("later")))
                    .get();

            for (JsonNode event : bot.server.events(2)) {
                assertThat(event.at("/user/username").asText()).isEqualTo("alice");
                assertThat(event.toString()).contains("asked the database").doesNotContain("bob", "kick");
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void failure_ofAnEventWithoutScopes_toldInAnothersCommand_hasNothingOfIt() {
        try (SentryBot bot = SentryBot.create()) {
            EventFrame message = bot.botmetry.wiring().events().frame(FakeEvent.message(8, "bob", "hi"));
            bot.run(FakeEvent.slash("ban", 7, "alice"), () -> {
                tellSentryAll("alice");
                SentryBot.fail(message, new IllegalStateException("late"));
            });

            JsonNode event = bot.server.event();
            assertThat(event.at("/user/username").asText()).isEqualTo("bob");
            assertThat(event.toString()).doesNotContain("alice", "\"ban\"");
        }
    }

    @Test
    void failure_ofNoEvent_hasNothingOfTheCommandInWhichItIsTold() {
        try (SentryBot bot = SentryBot.create()) {
            bot.run(FakeEvent.slash("ban", 7, "alice"), () -> {
                tellSentryAll("alice");
                bot.botmetry
                        .wiring()
                        .events()
                        .failed(
                                null,
                                new io.github.botmetry.event.Failure(
                                        new IllegalStateException("gateway"),
                                        io.github.botmetry.event.Failure.Source.GATEWAY,
                                        false,
                                        null));
            });

            assertThat(bot.server.event().toString()).doesNotContain("alice", "\"ban\"");
        }
    }

    @Test
    void isolationAll_forksEveryEvent() {
        try (SentryBot bot = SentryBot.with(
                SentryIntegration.builder().isolation(Isolation.ALL).build())) {
            bot.runFramed(FakeEvent.message(7, "alice", "hi"), () -> {
                tellSentryAll("alice");
                throw new IllegalStateException("first");
            });
            Sentry.captureMessage("outside");

            List<JsonNode> events = bot.server.events(2);
            assertThat(events.get(0).toString()).contains("mood-alice");
            assertThat(events.get(1).toString()).doesNotContain("alice");
        }
    }

    @Test
    void isolationNone_stillSaysUserAndCommand() {
        try (SentryBot bot = SentryBot.with(
                SentryIntegration.builder().isolation(Isolation.NONE).build())) {
            bot.run(FakeEvent.slash("ban", 7, "alice"), () -> {
                tellSentryAll("alice");
                throw new IllegalStateException("first");
            });
            bot.run(FakeEvent.slash("kick", 8, "bob"), failing("second"));

            List<JsonNode> events = bot.server.events(2);
            assertThat(events.get(0).at("/tags/command").asText()).isEqualTo("ban");
            assertThat(events.get(1).at("/user/id").asText()).isEqualTo("8");
            assertThat(events.get(1).toString()).doesNotContain("alice");
        }
    }

    @Test
    void scopes_afterManyCommandsThatHandOn_areNoChain() {
        try (SentryBot bot = SentryBot.create()) {
            for (int i = 0; i < 10_000; i++) {
                bot.run(
                        FakeEvent.slash("ban", 7, "alice"),
                        () -> CurrentEvent.wrap(
                                        () -> CurrentEvent.wrap(() -> {}).run())
                                .run());
            }
            int[] depth = new int[2];
            bot.run(FakeEvent.slash("ban", 7, "alice"), () -> {
                depth[0] = depth(ScopesAdapter.getInstance().getParentScopes());
                Runnable hop =
                        () -> depth[1] = depth(ScopesAdapter.getInstance().getParentScopes());
                CurrentEvent.wrap(hop).run();
            });
            assertThat(depth[0]).isLessThanOrEqualTo(3);
            assertThat(depth[1]).isEqualTo(depth[0]);
        }
    }

    private static int depth(IScopes scopes) {
        int depth = 1;
        for (IScopes parent = scopes; parent != null; parent = parent.getParentScopes()) {
            depth++;
        }
        return depth;
    }

    @Test
    void sentry_closedAndInitialisedAgainBetweenEvents_isFound() {
        try (SentryBot bot = SentryBot.lenient(SentryIntegration.create());
                IngestionServer other = new IngestionServer()) {
            bot.run(FakeEvent.slash("ban", 7, "alice"), failing("first"));
            bot.server.events(1);
            Sentry.close();
            bot.run(FakeEvent.slash("ban", 7, "alice"), failing("unheard"));
            SentryBot.initialise(other, options -> {});
            bot.run(FakeEvent.slash("kick", 8, "bob"), failing("second"));

            assertThat(other.event().at("/user/username").asText()).isEqualTo("bob");
            bot.server.events(1);
        }
    }

    @Test
    void globalHub_ofTheBot_isNotCleaned_andReportsSayTheirEvent() {
        try (IngestionServer server = new IngestionServer()) {
            Sentry.init(
                    options -> {
                        SentryBot.settings.accept(options);
                        options.setDsn(server.dsn());
                        options.setEnableUncaughtExceptionHandler(false);
                        options.setEnableShutdownHook(false);
                        options.setShutdownTimeoutMillis(100);
                        options.setFlushTimeoutMillis(100);
                    },
                    true);
            Sentry.addBreadcrumb("starting");
            try (SentryBot bot = new SentryBot(server, SentryBot.install(SentryIntegration.create()))) {
                bot.run(FakeEvent.slash("ban", 7, "alice"), failing("x"));
                Sentry.captureMessage("outside");

                List<JsonNode> events = bot.server.events(2);
                assertThat(events.get(0).at("/user/id").asText()).isEqualTo("7");
                assertThat(events.get(1).toString()).contains("starting").doesNotContain("alice");
            }
        }
    }

    @Test
    void sentry_disabledByAnEmptyAddress_isLeftAlone() {
        try (IngestionServer server = new IngestionServer()) {
            Sentry.init("");
            try (SentryBot bot = new SentryBot(server, SentryBot.installLenient(SentryIntegration.create()))) {
                bot.run(FakeEvent.slash("ban", 7, "alice"), failing("unheard"));
                assertThat(bot.botmetry.report(new IllegalStateException("unheard too")))
                        .isNull();
            }
        }
    }
}
