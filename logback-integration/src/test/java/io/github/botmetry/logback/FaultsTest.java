package io.github.botmetry.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.github.botmetry.guard.Warning;
import io.github.botmetry.testing.RecordingWiring;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nothing of ours comes out of the bot's call of its logger, or of a reset of the context. */
class FaultsTest {

    private final LoggerContext context = new LoggerContext();
    private final RecordingWiring wiring = new RecordingWiring();

    FaultsTest() {
        context.start();
        LogbackIntegration.builder().loggerContext(context).build().install(wiring);
    }

    @AfterEach
    void stop() {
        wiring.close();
        context.stop();
    }

    /** As where there is no memory, or a library's own event is broken. */
    private static final class Broken extends LoggingEvent {

        private static final String SECRET = "abcdefghijklmnopqrstuvwxyz0123456789";

        Broken(Logger logger) {
            super(Logger.class.getName(), logger, Level.WARN, "broken", null, null);
        }

        @Override
        public String getLoggerName() {
            if (isInReceiver()) {
                throw new OutOfMemoryError("at https://discord.com/api/webhooks/123456789012345678/" + SECRET);
            }
            return super.getLoggerName();
        }

        private static boolean isInReceiver() {
            return StackWalker.getInstance()
                    .walk(frames ->
                            frames.anyMatch(frame -> frame.getMethodName().equals("take")));
        }
    }

    @Test
    void errorInTheReceiver_staysThere_andIsNamedOnceWithoutTokens() {
        Logger logger = context.getLogger("com.example.Votes");

        assertThatNoException().isThrownBy(() -> logger.callAppenders(new Broken(logger)));
        assertThatNoException().isThrownBy(() -> logger.callAppenders(new Broken(logger)));

        wiring.warnings().awaitLog(Duration.ofSeconds(30));
        assertThat(wiring.warnings().list())
                .singleElement()
                .matches(warning -> warning.code().equals(Warning.OUTAGE)
                        && warning.subject().equals("lines of the log")
                        && warning.count() == 2)
                .asString()
                .contains("webhooks/123456789012345678/[Filtered]")
                .doesNotContain(Broken.SECRET);

        logger.warn("as ever");
        assertThat(wiring.stats().count(LogReceiver.EVENTS, "com.example.Votes", "warn"))
                .isEqualTo(1);
        assertThat(wiring.warnings().list()).allMatch(Warning::isOver);
    }

    @Test
    void reset_whileBotmetryCloses_isTheBotsOwn() {
        wiring.maintenance().shutdownNow();

        assertThatNoException().isThrownBy(context::reset);
    }
}
