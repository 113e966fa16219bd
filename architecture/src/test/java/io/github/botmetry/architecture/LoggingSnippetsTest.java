package io.github.botmetry.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.Botmetry;
import io.github.botmetry.event.EventDispatcher;
import io.github.botmetry.testing.BotmetryExtension;
import io.github.botmetry.testing.RecordingStats;
import io.github.botmetry.testing.UdpCapture;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.config.Configurator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BotmetryExtension.class)
class LoggingSnippetsTest {

    @Test
    void log4jAppender_countsLines_andTellsErrorsOnce(Botmetry botmetry, RecordingStats stats, UdpCapture capture) {
        Configurator.setRootLevel(Level.WARN);
        BotmetryLog4jAppender appender = LoggingSnippets.log4j(botmetry);
        Logger logger = LogManager.getLogger("com.example.Votes");
        IllegalStateException error = new IllegalStateException();

        logger.info("vote");
        logger.warn("late vote");
        logger.error("lost vote", error);
        logger.error("lost vote", error);
        LogManager.getLogger("io.sentry.transport").error("cannot send", new IllegalStateException());
        appender.stop();

        assertThat(stats.count(EventDispatcher.ERRORS, "logged", "IllegalStateException"))
                .isEqualTo(1);
        capture.await(
                c -> c.counter("log.warn.com_example_Votes") == 1 && c.counter("log.error.com_example_Votes") == 2);
    }

    @Test
    void logback_isListenedTo() {
        try (Botmetry botmetry = LoggingSnippets.logback()) {
            org.slf4j.LoggerFactory.getLogger("com.example.Votes").warn("late vote");

            assertThat(botmetry.wiring().series())
                    .anyMatch(series -> series.definition().name().equals("log.events"));
        }
    }
}
