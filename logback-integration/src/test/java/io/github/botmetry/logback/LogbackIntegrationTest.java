package io.github.botmetry.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.github.botmetry.Botmetry;
import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.EventObserver;
import io.github.botmetry.event.Failure;
import io.github.botmetry.stats.Definition;
import io.github.botmetry.testing.RecordingStats;
import io.github.botmetry.testing.TestEvent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLoggerFactory;

/** In a context of its own, started as Logback starts one without a file. */
class LogbackIntegrationTest {

    private final LoggerContext context = new LoggerContext();
    private final Logger logger = context.getLogger("com.example.Votes");
    private final Heard heard = new Heard();
    private final Botmetry botmetry = botmetry(heard);
    private final RecordingStats stats = RecordingStats.of(botmetry);

    LogbackIntegrationTest() {
        context.start();
    }

    private Botmetry botmetry(Heard told) {
        return Botmetry.builder()
                .strict(true)
                .shutdownHook(false)
                .install(LogbackIntegration.builder().loggerContext(context).build())
                .install(told)
                .build();
    }

    @AfterEach
    void close() {
        botmetry.close();
        context.stop();
    }

    private long count(String name, String level) {
        return stats.count(LogReceiver.EVENTS, name, level);
    }

    private static void in(EventFrame frame, Runnable body) {
        EventFrame previous = frame.push();
        try {
            body.run();
        } finally {
            EventFrame.pop(previous);
        }
    }

    @Test
    void description_saysWhichLinesItHears() {
        assertThat(LogbackIntegration.create().description()).isEqualTo("logback for lines of WARN and ERROR");
    }

    @Test
    void warningsAndErrors_areCountedByLoggerAndLevel() {
        logger.info("vote");
        logger.warn("late vote");
        logger.warn("late vote", new IllegalStateException());
        logger.error("lost vote");

        assertThat(count("com.example.Votes", "warn")).isEqualTo(2);
        assertThat(count("com.example.Votes", "error")).isEqualTo(1);
        assertThat(stats.count(LogReceiver.EVENTS)).isEqualTo(3);
        assertThat(heard.failures).isEmpty();
    }

    @Test
    void plainPath_isLevelAndLogger() {
        assertThat(LogReceiver.EVENTS.plainNames(List.of("com.example.Votes", "error")))
                .containsExactly("log.error.com_example_Votes");
        assertThat(LogReceiver.EVENTS.limit("logger")).isEqualTo(Definition.DEFAULT_LABEL_LIMIT);
    }

    @Test
    void errorWithThrowable_isToldOnce_withTheEventOfTheThread() {
        IllegalStateException error = new IllegalStateException("box is full");
        in(botmetry.wiring().events().begin(TestEvent.slash("vote").build()), () -> {
            logger.error("could not count", error);
            logger.error("giving up", error);
            logger.error("giving up for good", new ExecutionException(error));
        });

        assertThat(heard.failures).hasSize(1);
        assertThat(heard.failures.get(0).event()).isEqualTo("vote");
        assertThat(heard.failures.get(0).failure()).isEqualTo(new Failure(error, Failure.Source.LOGGED, true, null));
        assertThat(count("com.example.Votes", "error")).isEqualTo(3);
    }

    @Test
    void errorOutsideOfEvents_isToldWithoutOne() {
        logger.error("could not count", new IllegalStateException());

        assertThat(heard.failures)
                .singleElement()
                .extracting(Heard.Entry::event)
                .isNull();
    }

    @Test
    void reportedError_thatIsLoggedToo_isNotToldAgain() {
        IllegalStateException error = new IllegalStateException();
        botmetry.report(error);
        logger.error("reported", error);

        assertThat(heard.failures).extracting(Heard.Entry::source).containsExactly("REPORTED");
    }

    @Test
    void causeOfAToldError_thatIsLoggedAlone_isNotToldAgain() {
        Exception callSite = new Exception("where it was queued");
        botmetry.report(new IllegalStateException("10008: Unknown Message", callSite));
        logger.error("queue returned failure: 10008: Unknown Message", callSite);

        assertThat(heard.failures).extracting(Heard.Entry::source).containsExactly("REPORTED");
    }

    @Test
    void ownLoggers_areNotHeard() {
        context.getLogger("io.github.botmetry").error("ours", new IllegalStateException());
        context.getLogger("io.github.botmetry.sentry.Reporter").warn("ours");
        context.getLogger("io.github.botmetrybot").error("the bot's");

        assertThat(stats.count(LogReceiver.EVENTS)).isEqualTo(1);
        assertThat(heard.failures).isEmpty();
    }

    @Test
    void carriersOfReports_areCountedOnly() {
        context.getLogger("io.sentry.transport").error("cannot send", new IllegalStateException());

        assertThat(count("io.sentry.transport", "error")).isEqualTo(1);
        assertThat(heard.failures).isEmpty();
    }

    @Test
    void observerThatLogsAnErrorItself_doesNotLoop() {
        botmetry.wiring().observe(new EventObserver() {
            @Override
            public @Nullable String failed(@Nullable BotEvent event, Failure failure) {
                logger.error("cannot report", new IllegalStateException("another"));
                return null;
            }
        });

        logger.error("could not count", new IllegalStateException());

        assertThat(heard.failures).hasSize(1);
        assertThat(count("com.example.Votes", "error")).isEqualTo(2);
    }

    @Test
    void error_withTwoBotmetries_isToldByThatOfItsEvent_outsideOfOneByTheNewest() {
        Heard other = new Heard();
        try (Botmetry second = botmetry(other)) {
            in(
                    second.wiring().events().begin(TestEvent.slash("vote").build()),
                    () -> logger.error("x", new IllegalStateException()));
            logger.error("y", new IllegalStateException("y"));

            assertThat(RecordingStats.of(second).count(LogReceiver.EVENTS)).isEqualTo(2);
        }
        logger.error("z", new IllegalStateException("z"));

        assertThat(other.failures).extracting(Heard.Entry::event).containsExactly("vote", null);
        assertThat(heard.failures)
                .extracting(Heard.Entry::event, entry -> entry.failure().error().getMessage())
                .containsExactly(tuple(null, "z"));
        assertThat(stats.count(LogReceiver.EVENTS)).isEqualTo(3);
    }

    @Test
    void errorsOfManyThreads_areEachToldOnce() {
        CompletableFuture<?>[] threads = new CompletableFuture<?>[4];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = CompletableFuture.runAsync(() -> {
                for (int j = 0; j < 25; j++) {
                    IllegalStateException error = new IllegalStateException();
                    logger.error("once", error);
                    logger.error("twice", error);
                }
            });
        }
        CompletableFuture.allOf(threads).join();

        assertThat(heard.failures).hasSize(100);
        assertThat(count("com.example.Votes", "error")).isEqualTo(200);
    }

    @Test
    void close_detaches() {
        botmetry.close();
        logger.error("after the end", new IllegalStateException());

        assertThat(context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders())
                .isExhausted();
        assertThat(context.getCopyOfListenerList()).isEmpty();
        assertThat(stats.count(LogReceiver.EVENTS)).isZero();
    }

    @Test
    void anotherLibraryThatLogs_isNamedAtInstallation() {
        assertThatThrownBy(() -> LogbackIntegration.running(new NOPLoggerFactory()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was bound to org.slf4j.helpers.NOPLoggerFactory");
    }

    @Test
    void environment_installsIt_whereLogbackLogs() {
        try (Botmetry fromEnvironment =
                Botmetry.builder().environment(Map.of()).shutdownHook(false).build()) {
            LoggerFactory.getLogger("com.example.FromEnvironment").error("heard");

            assertThat(RecordingStats.of(fromEnvironment)
                            .count(LogReceiver.EVENTS, "com.example.FromEnvironment", "error"))
                    .isEqualTo(1);
        }
    }
}
