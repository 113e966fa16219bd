package io.github.botmetry.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import io.github.botmetry.Botmetry;
import io.github.botmetry.testing.RecordingStats;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Contexts that read a file, before, after and again. */
class ConfiguredTest {

    private static final String OURS = """
            <configuration>
              <appender name="botmetry" class="io.github.botmetry.logback.BotmetryAppender" />
              <logger name="com.example.heard"><appender-ref ref="botmetry" /></logger>
            </configuration>
            """;

    private static final String WRAPPED = """
            <configuration>
              <appender name="botmetry" class="io.github.botmetry.logback.BotmetryAppender" />
              <appender name="async" class="ch.qos.logback.classic.AsyncAppender"><appender-ref ref="botmetry" /></appender>
              <root level="INFO"><appender-ref ref="async" /></root>
            </configuration>
            """;

    private static final String CLOSED = """
            <configuration>
              <appender name="list" class="ch.qos.logback.core.read.ListAppender" />
              <logger name="com.example.closed" additivity="false"><appender-ref ref="list" /></logger>
              <root level="INFO"><appender-ref ref="list" /></root>
            </configuration>
            """;

    private final LoggerContext context = new LoggerContext();
    private Botmetry botmetry;
    private RecordingStats stats;

    ConfiguredTest() {
        context.setMDCAdapter(new LogbackMDCAdapter()); // as SLF4J's binding does; an AsyncAppender needs it
    }

    private void install() {
        botmetry = Botmetry.builder()
                .strict(true)
                .shutdownHook(false)
                .install(LogbackIntegration.builder().loggerContext(context).build())
                .build();
        stats = RecordingStats.of(botmetry);
    }

    private void read(String file) {
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
        } catch (JoranException e) {
            throw new AssertionError(e);
        }
    }

    private void warn(String logger) {
        context.getLogger(logger).warn("careful");
    }

    private long count(String logger) {
        return stats.count(LogReceiver.EVENTS, logger, "warn");
    }

    @AfterEach
    void close() {
        botmetry.close();
        context.stop();
    }

    @Test
    void appenderOfTheFile_readBefore_takesThePlace() {
        read(OURS);
        install();

        warn("com.example.heard");
        warn("com.example.other");

        assertThat(count("com.example.heard")).isEqualTo(1);
        assertThat(count("com.example.other")).isZero();
    }

    @Test
    void appenderOfTheFile_readAfterwards_takesThePlace() {
        install();
        warn("com.example.other");
        read(OURS);

        warn("com.example.heard");
        warn("com.example.other");

        assertThat(count("com.example.heard")).isEqualTo(1);
        assertThat(count("com.example.other")).isEqualTo(1);
    }

    @Test
    void appenderInsideAnother_isFound() {
        read(WRAPPED);
        install();

        warn("com.example.heard");

        await().atMost(Duration.ofSeconds(30)).until(() -> count("com.example.heard") == 1);
    }

    @Test
    void reset_keepsListening() {
        install();
        context.reset();
        warn("com.example.other");

        assertThat(count("com.example.other")).isEqualTo(1);
    }

    @Test
    void fileReadAgain_withAndWithoutTheAppender_isHeardOnceEach() {
        read(OURS);
        install();
        context.reset();
        read(OURS);
        warn("com.example.heard");
        assertThat(count("com.example.heard")).isEqualTo(1);

        context.reset();
        read(CLOSED);
        warn("com.example.heard");
        assertThat(count("com.example.heard")).isEqualTo(2);
    }

    @Test
    void loggerThatPassesNothingOn_isHeardToo() {
        read(CLOSED);
        install();

        warn("com.example.closed.Votes");
        warn("com.example.other");

        assertThat(count("com.example.closed.Votes")).isEqualTo(1);
        assertThat(count("com.example.other")).isEqualTo(1);
    }

    @Test
    void loggerThatPassesNothingOn_isHeardAgainSoonAfterTheFileWasReadAgain() {
        install();
        context.reset();
        read(CLOSED);

        await().atMost(Duration.ofSeconds(30)).until(() -> {
            warn("com.example.closed.Votes");
            return count("com.example.closed.Votes") > 0;
        });
    }

    @Test
    void stoppedContext_isLeft() {
        install();
        context.stop();

        assertThat(context.getLogger("ROOT").iteratorForAppenders()).isExhausted();
    }
}
