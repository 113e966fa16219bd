package io.github.botmetry.sentry;

import static io.github.botmetry.sentry.SentryBot.failing;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.botmetry.Botmetry;
import io.github.botmetry.guard.Warning;
import io.sentry.Sentry;
import org.junit.jupiter.api.Test;

class SentryIntegrationTest {

    @Test
    void command_thatFails_isReportedWithUserCommandAndLink() {
        try (SentryBot bot = SentryBot.create()) {
            bot.run(FakeEvent.slash("ban", 7, "alice"), failing("no ban"));

            JsonNode event = bot.server.event();
            assertThat(event.at("/user/id").asText()).isEqualTo("7");
            assertThat(event.at("/user/username").asText()).isEqualTo("alice");
            assertThat(event.at("/tags/command").asText()).isEqualTo("ban");
            assertThat(event.at("/tags/channel_id").asText()).isEqualTo("200");
            assertThat(event.at("/tags/guild_id").asText()).isEqualTo("100");
            assertThat(event.at("/tags/interaction_id").asText()).isEqualTo("1007");
            assertThat(event.at("/extra/jump_to").asText()).isEqualTo("https://discord.com/channels/100/200");
            assertThat(event.at("/exception/values/0/value").asText()).isEqualTo("no ban");
            assertThat(event.at("/exception/values/0/mechanism/handled").asBoolean(true))
                    .isFalse();
            assertThat(event.at("/level").asText()).isEqualTo("error");
        }
    }

    @Test
    void event_afterACommandOnTheSameThread_hasNothingOfIt() {
        try (SentryBot bot = SentryBot.create()) {
            bot.run(FakeEvent.slash("ban", 7, "alice"), () -> {
                Sentry.setTag("mood", "angry");
                Sentry.addBreadcrumb("crumb of alice");
                throw new IllegalStateException("first");
            });
            bot.runFramed(FakeEvent.nobody("GuildReadyEvent"), failing("second"));

            JsonNode second = bot.server.events(2).get(1);
            assertThat(second.at("/exception/values/0/value").asText()).isEqualTo("second");
            assertThat(second.toString())
                    .doesNotContain("alice", "angry", "ban", "crumb")
                    .doesNotContain("interaction_id", "jump_to");
            assertThat(second.at("/tags/command").isMissingNode()).isTrue();
        }
    }

    @Test
    void description_hasTheHost_andNothingElseOfTheDsn() {
        Sentry.close();
        assertThat(SentryIntegration.create().description()).isEqualTo("sentry not initialised yet");
        try (SentryBot bot = SentryBot.create()) {
            assertThat(SentryIntegration.create().description()).isEqualTo("sentry at 127.0.0.1");
        }
    }

    @Test
    void install_withoutSentry_doesNothingUntilItIsInitialised() {
        Sentry.close();
        try (IngestionServer server = new IngestionServer();
                Botmetry botmetry = SentryBot.installLenient(SentryIntegration.create())) {
            SentryBot bot = new SentryBot(server, botmetry);
            bot.run(FakeEvent.slash("ban", 7, "alice"), failing("unheard"));
            assertThat(botmetry.health().get("sentry").isUp()).isFalse();

            SentryBot.initialise(server, options -> {});
            bot.run(FakeEvent.slash("kick", 8, "bob"), failing("heard"));

            assertThat(server.event().at("/user/username").asText()).isEqualTo("bob");
            assertThat(botmetry.health().get("sentry").isUp()).isTrue();
            Sentry.close();
        }
    }

    @Test
    void sentry_withAnEmptyAddress_isOff_andNothingHappens() {
        Sentry.init(options -> {
            options.setDsn("");
            options.setEnableUncaughtExceptionHandler(false);
        });
        try (Botmetry botmetry = SentryBot.installLenient(SentryIntegration.create());
                IngestionServer server = new IngestionServer();
                SentryBot bot = new SentryBot(server, botmetry)) {
            bot.run(FakeEvent.slash("ban", 7, "alice"), failing("unheard"));

            assertThat(botmetry.report(new IllegalStateException("unheard"))).isNull();
            assertThat(botmetry.warnings()).extracting(Warning::code).containsExactly("sentry-not-initialised");
            assertThat(botmetry.health().get("sentry").isUp()).isFalse();
        }
    }
}
