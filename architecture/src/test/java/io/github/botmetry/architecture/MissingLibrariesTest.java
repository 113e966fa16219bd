package io.github.botmetry.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.bot.PoorBot;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A library that the bot has to bring, and did not: one sentence names it, and everything else runs. */
class MissingLibrariesTest {

    private static URLClassLoader without(String... libraries) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (List.of(libraries).stream().noneMatch(library -> entry.contains("/" + library + "/"))) {
                urls.add(new File(entry).toURI().toURL());
            }
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    @SuppressWarnings("unchecked")
    private static List<String> warnings(URLClassLoader loader, String way) throws Exception {
        Class<?> bot = loader.loadClass(PoorBot.class.getName());
        return ((Function<String, List<String>>) bot.getConstructor().newInstance()).apply(way);
    }

    @ParameterizedTest
    @CsvSource({
        "sentry, io/sentry/sentry, io.sentry.Sentry, 'add io.sentry:sentry, 8.0.0 or newer'",
        "sentry by variable, io/sentry/sentry, io.sentry.Sentry, 'add io.sentry:sentry, 8.0.0 or newer'",
        "logback, ch/qos/logback, ch.qos.logback.classic.LoggerContext, add ch.qos.logback:logback-classic"
    })
    void libraryThatIsNotThere_isOneSentence_withWhatToAdd(String way, String library, String type, String cure)
            throws Exception {
        try (URLClassLoader bare = without(library)) {
            assertThat(bare.getResource(type.replace('.', '/') + ".class")).isNull();

            assertThat(warnings(bare, way))
                    .singleElement()
                    .asString()
                    .startsWith("library-missing " + way.split(" ")[0] + ": is not installed")
                    .endsWith("; " + cure + " [library-missing]");
        }
    }

    /** Its jars may be there for other bots, or by a dependency of another's. */
    @Test
    void integrationsThatNothingAsksFor_lackNothing() throws Exception {
        try (URLClassLoader bare = without("io/sentry/sentry", "ch/qos/logback")) {
            assertThat(warnings(bare, "nothing")).isEmpty();
        }
    }
}
