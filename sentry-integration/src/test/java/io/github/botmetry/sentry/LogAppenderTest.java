package io.github.botmetry.sentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.botmetry.jda.JdaIntegration;
import io.github.botmetry.simulator.DiscordSimulator;
import io.github.botmetry.simulator.SimulatedChannel;
import io.github.botmetry.simulator.SimulatedUser;
import java.util.List;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * A bot that also sends its log to Sentry. Only with {@code -P sentry-logback}: the appender must have the SDK's own version,
 * so it is not there for all of them.
 */
class LogAppenderTest {

    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private static final org.slf4j.Logger LIBRARY = LoggerFactory.getLogger("net.dv8tion.jda.internal.JDAImpl");
    private static final org.slf4j.Logger REST = LoggerFactory.getLogger("net.dv8tion.jda.api.requests.RestAction");

    private @Nullable Appender<ILoggingEvent> appender;

    @BeforeEach
    @SuppressWarnings("unchecked")
    void append() throws ReflectiveOperationException {
        Class<?> type = appenderType();
        assumeThat(type).isNotNull();
        Appender<ILoggingEvent> created =
                (Appender<ILoggingEvent>) type.getConstructor().newInstance();
        created.setContext(ROOT.getLoggerContext());
        appender = created;
    }

    private static @Nullable Class<?> appenderType() {
        try {
            return Class.forName("io.sentry.logback.SentryAppender");
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    private void start() {
        appender.start();
        ROOT.addAppender(appender);
    }

    @AfterEach
    void detach() {
        if (appender != null) {
            ROOT.detachAppender(appender);
        }
    }

    @Test
    void listenersException_thatTheLibraryLogsToo_isOneReport() {
        try (SentryBot bot = SentryBot.create()) {
            start();
            bot.run(FakeEvent.slash("ban", 7, "alice"), () -> {
                IllegalStateException error = new IllegalStateException("x");
                bot.botmetry.report(error);
                LIBRARY.error("One of the EventListeners had an uncaught exception", error);
            });
            LIBRARY.error("the end");

            List<JsonNode> events = bot.server.events(2);
            assertThat(events.get(0).at("/exception/values/0/mechanism/type").asText())
                    .isEqualTo("Botmetry");
            assertThat(events.get(1).at("/message/formatted").asText()).isEqualTo("the end");
        }
    }

    @Test
    void failedCall_ofWhichTheLibraryLogsTheCallSiteOnly_isOneReportOfTheRealException() {
        try (SentryBot bot = SentryBot.create()) {
            start();
            Exception callSite = new Exception();
            bot.run(FakeEvent.slash("ban", 7, "alice"), () -> {
                bot.botmetry.report(new IllegalStateException("10062: Unknown interaction", callSite));
                REST.error("RestAction queue returned failure: [ErrorResponseException] 10062", callSite);
                REST.error("RestAction queue returned failure: [X] 10062: Unknown interaction");
            });
            REST.error("the end");

            JsonNode first = bot.server.events(2).get(0);
            assertThat(first.at("/exception/values/1/value").asText()).isEqualTo("10062: Unknown interaction");
            assertThat(first.at("/user/id").asText()).isEqualTo("7");
        }
    }

    @Test
    void loggedError_inACommand_hasItsUserAndTrail() {
        try (SentryBot bot = SentryBot.create()) {
            start();
            bot.run(FakeEvent.slash("ban", 7, "alice"), () -> {
                LoggerFactory.getLogger("bot").warn("careful");
                LoggerFactory.getLogger("bot").error("broken");
            });
            bot.runFramed(
                    FakeEvent.message(8, "bob", "hi"),
                    () -> LoggerFactory.getLogger("bot").error("broken again"));

            List<JsonNode> events = bot.server.events(2);
            assertThat(events.get(0).at("/user/username").asText()).isEqualTo("alice");
            assertThat(events.get(0).at("/breadcrumbs").toString()).contains("careful");
            assertThat(events.get(1).at("/user/username").asText()).isEqualTo("bob");
            assertThat(events.get(1).toString()).doesNotContain("careful", "alice");
        }
    }

    /** What the real library logs of a listener's exception and of a refused answer is no second report. */
    @Test
    void failuresOfARealBot_thatTheLibraryLogsToo_areOneReportEach() throws Exception {
        try (SentryBot sentry = SentryBot.create();
                DiscordSimulator discord = DiscordSimulator.create()) {
            start();
            SimulatedChannel general = discord.guild("Garden").textChannel("general");
            SimulatedUser alice = discord.guild("Garden").member("alice");
            discord.on("POST", "/interactions/{id}/{token}/callback").answer(400, 50035);
            JDA jda = JdaIntegration.create(sentry.botmetry)
                    .attach(RealBotTest.builder(discord).addEventListeners(new Failing()))
                    .build()
                    .awaitReady();
            try {
                alice.runs("throws").in(general);
                alice.runs("refused").in(general);
                org.awaitility.Awaitility.await()
                        .atMost(java.time.Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(
                                        sentry.botmetry.health().get("sentry").figures())
                                .containsEntry("reported", 2L)
                                .containsEntry("duplicates", 2L));
                LIBRARY.error("the end");

                assertThat(sentry.server.events(3))
                        .extracting(event -> event.at("/tags/command").asText())
                        .containsExactlyInAnyOrder("throws", "refused", "");
            } finally {
                jda.shutdownNow();
                assertThat(jda.awaitShutdown(java.time.Duration.ofSeconds(30))).isTrue();
            }
        }
    }

    private static final class Failing extends ListenerAdapter {
        @Override
        public void onSlashCommandInteraction(SlashCommandInteractionEvent event) {
            if (event.getName().equals("throws")) {
                throw new IllegalStateException("planned");
            }
            event.reply("no").queue();
        }
    }
}
