package io.github.botmetry.sentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
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
}
