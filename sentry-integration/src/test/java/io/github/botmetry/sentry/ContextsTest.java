package io.github.botmetry.sentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.botmetry.Botmetry;
import io.github.botmetry.Privacy;
import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.EventDetails;
import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.Scope;
import io.sentry.Sentry;
import io.sentry.SentryOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The contexts of a report, and what of them is personal. */
@SuppressWarnings("deprecation") // the old setting is still what most bots use
class ContextsTest {

    private static final EventDetails DETAILS = new EventDetails() {
        @Override
        public Map<String, Object> facts() {
            return Map.of("channel_type", "text", "gateway_ping_ms", 41L);
        }

        @Override
        public List<Option> options() {
            return List.of(new Option("who", "user", "4711"), new Option("why", "string", "spam\n" + "x".repeat(300)));
        }
    };

    /** A command of alice with options. */
    private static BotEvent ban() {
        return FakeEvent.slash("ban", 7, "alice", DETAILS);
    }

    private static void fail(SentryBot bot) {
        bot.run(ban(), SentryBot.failing("x"));
    }

    @Test
    void contexts_ofACommand_sayItsSurroundingsAndTheTypesOfItsOptions() {
        try (SentryBot bot = SentryBot.create()) {
            fail(bot);

            JsonNode contexts = bot.server.event().at("/contexts");
            assertThat(contexts.at("/discord/channel_type").asText()).isEqualTo("text");
            assertThat(contexts.at("/discord/gateway_ping_ms").asLong()).isEqualTo(41);
            assertThat(contexts.at("/discord/acknowledged").asBoolean(true)).isFalse();
            assertThat(contexts.path("discord.command").toString())
                    .isEqualTo(
                            "{\"name\":\"ban\",\"type\":\"slash\",\"options\":{\"who\":\"user\",\"why\":\"string\"}}");
        }
    }

    @Test
    void acknowledgement_isTheEvents_whicheverScopesItsReportIsMadeIn() {
        SentryIntegration unscoped =
                SentryIntegration.builder().isolation(Isolation.NONE).build();
        for (SentryIntegration integration : List.of(SentryIntegration.create(), unscoped)) {
            try (SentryBot bot = SentryBot.with(integration)) {
                bot.botmetry.wiring().observe(new FollowAll());
                EventFrame frame = bot.botmetry.wiring().events().begin(ban());
                frame.acknowledged(Duration.ofMillis(120));
                try (Scope scope = frame.enter()) {
                    Sentry.captureMessage("x");
                }

                JsonNode discord = bot.server.event().at("/contexts/discord");
                assertThat(discord.at("/acknowledged").asBoolean()).isTrue();
                assertThat(discord.at("/acknowledged_after_ms").asInt()).isEqualTo(120);
            }
        }
    }

    /** As the adapter of a chat library does. */
    private static final class FollowAll implements io.github.botmetry.event.EventObserver {
        @Override
        public io.github.botmetry.event.Observation begin(BotEvent event) {
            return new io.github.botmetry.event.Observation() {};
        }
    }

    @Test
    void optionValues_areCut() {
        SentryIntegration integration =
                SentryIntegration.builder().optionValues(true).build();
        try (SentryBot bot = SentryBot.with(options -> options.setSendDefaultPii(true), integration)) {
            fail(bot);

            String value = bot.server
                    .event()
                    .at("/contexts")
                    .path("discord.command")
                    .at("/option_values/why")
                    .asText();
            assertThat(value).hasSize(200).startsWith("spam xxx");
        }
    }

    static Stream<Arguments> personal() {
        return Stream.of(false, true)
                .flatMap(pii -> Stream.of("unset", "asked", "refused")
                        .flatMap(user -> Stream.of(false, true)
                                .flatMap(names -> Stream.of(false, true)
                                        .map(content -> Arguments.of(pii, user, names, content)))));
    }

    /** Sentry's two settings and ours: what the finer one refuses, the older does not allow; ours are asked for by name. */
    @ParameterizedTest(name = "sendDefaultPii {0}, userInfo {1}, userNames {2}, content and values {3}")
    @MethodSource("personal")
    void whatIsPersonal_isSentOnlyAsAgreed(boolean pii, String userInfo, boolean names, boolean content) {
        assumeThat(userInfo.equals("unset") || dataCollection(new SentryOptions()) != null)
                .as("DataCollection, which the SDK has or has not")
                .isTrue();
        SentryIntegration integration = SentryIntegration.builder()
                .userNames(names)
                .messageContent(content)
                .optionValues(content)
                .build();
        try (SentryBot bot = SentryBot.with(
                options -> {
                    options.setSendDefaultPii(pii);
                    setUserInfo(options, userInfo);
                },
                integration)) {
            fail(bot);

            JsonNode report = bot.server.event();
            boolean refused = userInfo.equals("refused");
            assertThat(report.at("/user/id").asText()).isEqualTo("7");
            assertThat(report.at("/user/ip_address").asText("")).isEmpty();
            assertThat(report.at("/user/username").asText().equals("alice")).isEqualTo(names && !refused);
            assertThat(report.at("/extra/full_message").asText().equals("/ban 4711"))
                    .isEqualTo(content || (pii && !refused));
            assertThat(report.at("/contexts").path("discord.command").has("option_values"))
                    .isEqualTo(content && pii && !refused);
        }
    }

    /** Not called by name, since older SDKs do not have it. */
    private static void setUserInfo(SentryOptions options, String userInfo) {
        if (userInfo.equals("unset")) {
            return;
        }
        try {
            Object collection = dataCollection(options);
            collection.getClass().getMethod("setUserInfo", Boolean.class).invoke(collection, userInfo.equals("asked"));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Object dataCollection(SentryOptions options) {
        try {
            return SentryOptions.class.getMethod("getDataCollection").invoke(options);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    @Test
    void optionValues_ofAUserWhoOptedOut_areNotSent() {
        SentryIntegration integration =
                SentryIntegration.builder().optionValues(true).build();
        try (IngestionServer server = new IngestionServer()) {
            SentryBot.initialise(server, options -> options.setSendDefaultPii(true));
            Botmetry botmetry = Botmetry.builder()
                    .shutdownHook(false)
                    .strict(true)
                    .privacy(Privacy.builder().userOptedOut(id -> id == 7).build())
                    .install(integration)
                    .build();
            try (SentryBot bot = new SentryBot(server, botmetry)) {
                fail(bot);
                assertThat(bot.server.event().toString()).doesNotContain("4711", "spam", "alice");
            }
        }
    }
}
