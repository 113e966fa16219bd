package io.github.botmetry.sentry;

import static io.github.botmetry.sentry.SentryBot.failing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.botmetry.Botmetry;
import io.github.botmetry.Privacy;
import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.BotEvent.Kind;
import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.Failure;
import io.github.botmetry.event.RestCall;
import io.github.botmetry.event.Scope;
import io.github.botmetry.guard.Warning;
import io.github.botmetry.testing.TestEvent;
import io.sentry.Sentry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportTest {

    @Test
    void report_ofACommand_saysAllThatIsAgreed() {
        try (SentryBot bot = SentryBot.create()) {
            EventFrame frame = bot.botmetry.wiring().events().begin(FakeEvent.slash("config set", 7, "alice"));
            try (Scope scope = frame.enter()) {
                frame.acknowledged(Duration.ofMillis(120));
                CurrentEvent.tag("playlist kind", "long\none");
                SentryBot.fail(frame, new IllegalStateException("x"));
            }

            JsonNode event = bot.server.event();
            assertThat(event.at("/transaction").asText()).isEqualTo("/config set");
            assertThat(event.at("/tags/command").asText()).isEqualTo("config set");
            assertThat(event.at("/tags/command_type").asText()).isEqualTo("slash");
            assertThat(event.at("/tags/shard_id").asText()).isEqualTo("1");
            assertThat(event.at("/tags/playlist_kind").asText()).isEqualTo("long one");
            assertThat(event.at("/tags/message_id").isMissingNode()).isTrue();
            assertThat(event.at("/contexts/discord/acknowledged_after_ms").asInt())
                    .isEqualTo(120);
            assertThat(event.at("/contexts/discord/jump_url").asText()).endsWith("/100/200");
            assertThat(event.at("/contexts/discord.command/type").asText()).isEqualTo("slash");
            assertThat(event.at("/breadcrumbs/0/message").asText()).isEqualTo("Slash command /config set");
            assertThat(event.at("/breadcrumbs/0/category").asText()).isEqualTo("discord.event");
            assertThat(event.at("/exception/values/0/mechanism/type").asText()).isEqualTo("Botmetry");
            assertThat(event.at("/exception/values/0/mechanism/data/source").asText())
                    .isEqualTo("listener");
            assertThat(event.at("/sdk/integrations").toString()).contains("\"Botmetry\"");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SLASH, /ban, slash",
        "USER_COMMAND, ban, user",
        "MESSAGE_COMMAND, ban, message",
        "TEXT_COMMAND, ban, text",
        "AUTOCOMPLETE, autocomplete:ban, autocomplete",
        "BUTTON, button:ban, button",
        "SELECT, select:ban, select",
        "MODAL, modal:ban, modal",
        "TASK, task:ban, task"
    })
    void report_ofEachKind_isNamedAfterIt(Kind kind, String transaction, String type) {
        try (SentryBot bot = SentryBot.create()) {
            bot.run(FakeEvent.of(kind, "ban", 7, "alice"), failing("x"));

            JsonNode event = bot.server.event();
            assertThat(event.at("/transaction").asText()).isEqualTo(transaction);
            assertThat(event.at("/tags/command_type").asText()).isEqualTo(type);
            assertThat(event.at("/breadcrumbs/0/message").asText()).contains("ban");
        }
    }

    @Test
    void report_ofADirectMessage_hasNoGuild() {
        BotEvent direct = TestEvent.slash("ban")
                .channel(300)
                .interaction(1007)
                .user(7, "alice")
                .jumpUrl("https://discord.com/channels/@me/300")
                .build();
        try (SentryBot bot = SentryBot.create()) {
            bot.run(direct, failing("x"));

            JsonNode event = bot.server.event();
            assertThat(event.at("/tags/guild_id").isMissingNode()).isTrue();
            assertThat(event.at("/tags/channel_id").asText()).isEqualTo("300");
            assertThat(event.at("/extra/jump_to").asText()).isEqualTo("https://discord.com/channels/@me/300");
        }
    }

    @Test
    void restCalls_ofACommand_areInItsTrailAsTemplates() {
        try (SentryBot bot = SentryBot.create()) {
            EventFrame frame = bot.botmetry.wiring().events().begin(FakeEvent.slash("ban", 7, "alice"));
            frame.enter().close();
            bot.run(FakeEvent.slash("kick", 8, "bob"), () -> frame.restCompleted(restCall(403, 50013)));
            SentryBot.fail(frame, new IllegalStateException("x"));

            JsonNode crumb = bot.server.event().at("/breadcrumbs/1");
            assertThat(crumb.at("/category").asText()).isEqualTo("discord.rest");
            assertThat(crumb.at("/data/url").asText()).isEqualTo("channels/{channel_id}/messages");
            assertThat(crumb.at("/data/status_code").asInt()).isEqualTo(403);
            assertThat(crumb.at("/data/discord.error_code").asInt()).isEqualTo(50013);
        }
    }

    static RestCall restCall(int status, int code) {
        return new RestCall(
                "POST", "channels/{channel_id}/messages", status, code, 1, Duration.ZERO, Duration.ofMillis(40));
    }

    @Test
    void callSite_thatIsNotInTheException_isTheInnermostCause() {
        try (SentryBot bot = SentryBot.create()) {
            Throwable callSite = new Exception("where queue was called");
            bot.botmetry
                    .wiring()
                    .events()
                    .failed(
                            null,
                            new Failure(
                                    new IllegalStateException("from Discord"), Failure.Source.REST, false, callSite));

            JsonNode exceptions = bot.server.event().at("/exception/values");
            assertThat(exceptions).hasSize(2);
            assertThat(exceptions.get(0).at("/stacktrace/frames").toString())
                    .contains("callSite_thatIsNotInTheException_isTheInnermostCause");
            assertThat(exceptions.get(1).at("/value").asText()).isEqualTo("from Discord");
        }
    }

    @Test
    void callSite_thatIsTheCause_isThereOnce() {
        try (SentryBot bot = SentryBot.create()) {
            Throwable callSite = new Exception();
            Throwable error = new IllegalStateException("from Discord", callSite);
            bot.botmetry.wiring().events().failed(null, new Failure(error, Failure.Source.REST, false, callSite));

            assertThat(bot.server.event().at("/exception/values")).hasSize(2);
        }
    }

    @Test
    void tags_beyondSentrysLimits_areCut() {
        try (SentryBot bot = SentryBot.create()) {
            bot.run(FakeEvent.slash("b".repeat(300), 7, "alice"), () -> {
                CurrentEvent.tag("k".repeat(40), "v");
                CurrentEvent.tag("überlang und 😀", "x".repeat(199) + "😀");
                throw new IllegalStateException("x");
            });

            JsonNode tags = bot.server.event().at("/tags");
            assertThat(tags.get("command").asText()).hasSize(200);
            assertThat(tags.get("k".repeat(32)).asText()).isEqualTo("v");
            assertThat(tags.get("_berlang_und___").asText()).isEqualTo("x".repeat(199));
        }
    }

    @Test
    void tagsAndUser_thatTheBotSet_stay() {
        try (SentryBot bot = SentryBot.create()) {
            bot.run(FakeEvent.slash("ban", 7, "alice"), () -> {
                io.sentry.protocol.User user = new io.sentry.protocol.User();
                user.setId("customer-1");
                Sentry.setUser(user);
                Sentry.setTag("command", "mine");
                throw new IllegalStateException("x");
            });

            JsonNode event = bot.server.event();
            assertThat(event.at("/user/id").asText()).isEqualTo("customer-1");
            assertThat(event.at("/user/username").isMissingNode()).isTrue();
            assertThat(event.at("/tags/command").asText()).isEqualTo("mine");
        }
    }

    @ParameterizedTest
    @CsvSource({"false, false, false", "true, false, true", "false, true, true", "true, true, true"})
    @SuppressWarnings("deprecation")
    void messageContent_isSentOnlyIfTheBotAllowsIt(boolean ours, boolean sentrys, boolean sent) {
        SentryIntegration integration =
                SentryIntegration.builder().messageContent(ours).build();
        try (SentryBot bot = SentryBot.with(options -> options.setSendDefaultPii(sentrys), integration)) {
            bot.runFramed(FakeEvent.message(7, "alice", "a secret wish" + "!".repeat(3000)), failing("x"));
            Sentry.captureMessage("outside");

            JsonNode event = bot.server.events(2).get(0);
            assertThat(event.toString().contains("a secret wish")).isEqualTo(sent);
            assertThat(event.at("/extra/full_message").asText().length()).isEqualTo(sent ? 2000 : 0);
            assertThat(event.at("/user/ip_address").isMissingNode()).isTrue();
            assertThat(event.at("/user/id").asText()).isEqualTo("7");
        }
    }

    @Test
    void userNames_switchedOff_leaveTheId() {
        SentryIntegration integration =
                SentryIntegration.builder().userNames(false).build();
        try (SentryBot bot = SentryBot.with(integration)) {
            bot.run(FakeEvent.slash("ban", 7, "alice"), failing("x"));
            assertThat(bot.server.event().at("/user").toString()).isEqualTo("{\"id\":\"7\"}");
        }
    }

    @Test
    void user_whoOptedOut_isOnNoReport() {
        Privacy privacy = Privacy.builder().userOptedOut(id -> id == 7).build();
        try (SentryBot bot = with(privacy)) {
            bot.run(FakeEvent.slash("ban", 7, "alice"), failing("x"));
            bot.runFramed(FakeEvent.message(7, "alice", "hi"), failing("y"));
            bot.run(FakeEvent.slash("ban", 8, "bob"), failing("z"));

            List<JsonNode> events = bot.server.events(3);
            for (JsonNode event : events.subList(0, 2)) {
                assertThat(event.toString()).doesNotContain("alice", "1007", "2007", "jump_to", "jump_url");
                assertThat(event.at("/user/id").isMissingNode()).isTrue();
                assertThat(event.at("/tags/guild_id").asText()).isEqualTo("100");
            }
            assertThat(events.get(2).at("/user/username").asText()).isEqualTo("bob");
        }
    }

    @Test
    void guild_thatOptedOut_isOnNoReport() {
        Privacy privacy = Privacy.builder().guildOptedOut(id -> id == 100).build();
        try (SentryBot bot = with(privacy)) {
            bot.run(FakeEvent.slash("ban", 7, "alice"), failing("x"));

            JsonNode event = bot.server.event();
            assertThat(event.at("/tags").toString()).doesNotContain("guild_id", "channel_id", "interaction_id");
            assertThat(event.toString()).doesNotContain("channels/100");
            assertThat(event.at("/user/id").asText()).isEqualTo("7");
        }
    }

    private static SentryBot with(Privacy privacy) {
        IngestionServer server = new IngestionServer();
        SentryBot.initialise(server, options -> {});
        return new SentryBot(
                server,
                Botmetry.builder()
                        .shutdownHook(false)
                        .strict(true)
                        .privacy(privacy)
                        .install(SentryIntegration.create())
                        .build());
    }

    @Test
    void event_thatCannotDescribeItself_isReportedWithWhatItCan_andNamedOnce() {
        try (SentryBot bot = SentryBot.lenient(SentryIntegration.create())) {
            bot.runFramed(
                    new BotEvent() {
                        @Override
                        public Kind kind() {
                            return Kind.GATEWAY;
                        }

                        @Override
                        public String name() {
                            return "MessageReceivedEvent";
                        }

                        @Override
                        public long receivedNanos() {
                            return System.nanoTime();
                        }

                        @Override
                        public long userId() {
                            return 7;
                        }

                        @Override
                        public long guildId() {
                            throw new IllegalStateException("the guild is detached");
                        }
                    },
                    failing("x"));

            JsonNode event = bot.server.event();
            assertThat(event.at("/user/id").asText()).isEqualTo("7");
            assertThat(event.at("/transaction").asText()).isEqualTo("MessageReceivedEvent");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> String.valueOf(
                                    bot.botmetry.health().get("sentry").lastError())
                            .contains("detached"));
            assertThat(bot.botmetry.health().get("sentry").isUp()).isTrue(); // the report has arrived
            assertThat(bot.botmetry.warnings())
                    .extracting(Warning::code, Warning::subject)
                    .contains(tuple(Warning.OUTAGE, "place of reports"));
        }
    }

    @Test
    void reportId_comesBack_andIsTheOneThatSentryShows() {
        try (SentryBot bot = SentryBot.create()) {
            AtomicReference<String> id = new AtomicReference<>();
            IllegalStateException error = new IllegalStateException("x");
            bot.run(FakeEvent.slash("ban", 7, "alice"), () -> id.set(bot.botmetry.report(error)));

            JsonNode event = bot.server.event();
            assertThat(event.at("/event_id").asText()).isEqualTo(id.get());
            assertThat(event.at("/exception/values/0/mechanism/handled").asBoolean())
                    .isTrue();
            assertThat(bot.botmetry.report(error)).isEqualTo(id.get());
            assertThat(bot.botmetry.health().get("sentry").figures()).containsEntry("reported", 1L);
        }
    }

    @Test
    void hint_ofAReport_hasTheEvent() {
        AtomicReference<Object> seen = new AtomicReference<>();
        try (SentryBot bot = SentryBot.with(options -> options.setBeforeSend((event, hint) -> {
            seen.set(hint.get("botmetry:event"));
            return event;
        }))) {
            TestEvent event = FakeEvent.slash("ban", 7, "alice");
            bot.run(event, failing("x"));
            bot.server.event();
            assertThat(seen.get()).isEqualTo(event);
        }
    }
}
