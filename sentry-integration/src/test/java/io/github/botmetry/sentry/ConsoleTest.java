package io.github.botmetry.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console of a bot to which SENTRY_DSN was added, and nothing else. */
@Timeout(120)
class ConsoleTest {

    @TempDir
    Path folder;

    private List<String> errorsOf(String kind, IngestionServer server) throws IOException, InterruptedException {
        Path errors = folder.resolve(kind + ".err");
        Path out = folder.resolve(kind + ".out");
        ProcessBuilder builder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DyingThreads.class.getName(),
                        kind)
                .redirectError(errors.toFile())
                .redirectOutput(out.toFile());
        builder.environment().put("SENTRY_DSN", server.dsn());
        Process bot = builder.start();
        assertThat(bot.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(out)).contains("handler restored: true");
        return Files.readAllLines(errors).stream()
                .filter(line ->
                        line.startsWith("Exception in") || line.startsWith("\tat io.github.botmetry.sentry.Dying"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"botmetry", "attached"})
    void uncaughtExceptions_arePrintedOnceAsBefore_andReported(String kind) throws Exception {
        try (IngestionServer server = new IngestionServer()) {
            List<String> before = errorsOf("bare", server);
            assertThat(before).hasSize(6);

            assertThat(errorsOf(kind, server)).isEqualTo(before);
            assertThat(server.events(3).toString()).contains("planned 0", "planned 1", "planned 2");
        }
    }

    @Test
    void handlerOfTheBot_isLeftInItsPlace() {
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.UncaughtExceptionHandler own = (thread, error) -> {};
        try {
            Thread.setDefaultUncaughtExceptionHandler(own);
            ConsoleHandler.install().uninstall();
            assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(own);
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }
}
