package io.github.botmetry.sentry;

import static io.github.botmetry.sentry.SentryBot.failing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.Botmetry;
import io.github.botmetry.guard.Warning;
import io.github.botmetry.guard.Warnings;
import io.sentry.Sentry;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A bot that installs SentryIntegration, and has no Sentry. */
class MissingSentryTest {

    /** Made and called by a class loader of its own. */
    public static final class Bot implements Callable<String> {
        @Override
        public String call() {
            try (Botmetry botmetry = Botmetry.builder()
                    .shutdownHook(false)
                    .install(SentryIntegration.create())
                    .build()) {
                return botmetry.warnings().toString();
            }
        }
    }

    private static Botmetry botmetry() {
        Sentry.close();
        return SentryBot.installLenient(SentryIntegration.create());
    }

    @Test
    void firstFailure_isOneWarning_thatIsOverWhenSentryIsThere() {
        try (IngestionServer server = new IngestionServer();
                Botmetry botmetry = botmetry()) {
            SentryBot bot = new SentryBot(server, botmetry);
            assertThat(botmetry.warnings()).isEmpty();

            bot.run(FakeEvent.slash("ban", 7, "alice"), failing("first"));
            bot.run(FakeEvent.slash("ban", 7, "alice"), failing("second"));

            assertThat(botmetry.warnings()).singleElement().satisfies(warning -> {
                assertThat(warning.code()).isEqualTo("sentry-not-initialised");
                assertThat(warning.count()).isEqualTo(2);
                assertThat(warning.isOver()).isFalse();
                assertThat(warning.toString())
                        .contains("Sentry.init was not called, or without a DSN, or Sentry is closed");
            });

            SentryBot.initialise(server, options -> {});
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() ->
                            assertThat(botmetry.warnings()).singleElement().matches(Warning::isOver));
            Sentry.close();
        }
    }

    @Test
    void failureAfterTheClose_isNotWarnedOf() {
        try (IngestionServer server = new IngestionServer();
                Botmetry botmetry = botmetry()) {
            botmetry.close();

            botmetry.report(new IllegalStateException("late"));

            assertThat(botmetry.warnings()).extracting(Warning::code).containsExactly("refused-closed");
        }
    }

    @Test
    void minuteWithoutFailureAndSentry_isOneWarning() {
        AtomicLong now = new AtomicLong(-5);
        Warnings warnings = new Warnings(false);
        MissingSentry missing = new MissingSentry(warnings, now::get);
        now.addAndGet(Duration.ofSeconds(60).toNanos());
        missing.look(false);
        assertThat(warnings.list()).isEmpty();

        now.addAndGet(1);
        missing.look(false);
        missing.look(false);
        assertThat(warnings.list()).singleElement().satisfies(warning -> {
            assertThat(warning.count()).isEqualTo(1);
            assertThat(warning.isOver()).isFalse();
        });

        missing.look(true);
        assertThat(warnings.list()).singleElement().matches(Warning::isOver);
    }

    @Test
    void sdkThatIsOnNoClassPath_isOneSentenceWithWhatToAdd() throws Exception {
        try (URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            assertThatThrownBy(() -> loader.loadClass("io.sentry.Sentry")).isInstanceOf(ClassNotFoundException.class);
            Callable<?> bot = (Callable<?>) loader.loadClass(Bot.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();

            assertThat(bot.call())
                    .asString()
                    .contains("sentry: is not installed, since a class is missing")
                    .contains("add io.sentry:sentry, 8.0.0 or newer");
        }
    }

    private static URL[] classPath() throws Exception {
        List<URL> parts = new ArrayList<>();
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!part.replace(File.separatorChar, '/').contains("/io/sentry/")) {
                parts.add(Path.of(part).toUri().toURL());
            }
        }
        return parts.toArray(URL[]::new);
    }
}
