package io.github.botmetry.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bots with a web server that brings another Jetty, each in a JVM of its own. */
@Timeout(180)
class WebServersTest {

    private static final Path SOURCES = Path.of("src/test/webservers");

    @ParameterizedTest
    @CsvSource({"Javalin, first", "Javalin, last", "Spark, first", "Spark, last"})
    void webServerOfTheBot_andTheEndpoint_bothWork_whicheverIsFirst(String server, String order, @TempDir Path classes)
            throws Exception {
        List<Path> theirs = jarsOf(server);
        List<Path> classPath = new ArrayList<>(List.of(classes));
        classPath.addAll(order.equals("first") ? theirs : ours());
        classPath.addAll(order.equals("first") ? ours() : theirs);
        compile(SOURCES.resolve(server + "Bot.java"), classPath, classes);

        try (BotProcess bot = new BotProcess(classPath, Map.of(), server + "Bot", order)) {
            assertThat(bot.awaitSaid("web")).isEqualTo("hello");
            assertThat(bot.awaitSaid("up")).isEqualTo("true");
            assertThat(bot.awaitSaid("warnings")).isEqualTo("[]");
            assertThat(bot.awaitSaid("afterwards")).isEqualTo("hello");
            assertThat(bot.end()).isZero();
        }
    }

    private static List<Path> jarsOf(String server) throws IOException {
        Path folder = Path.of("target", "webservers", server.toLowerCase(java.util.Locale.ROOT));
        try (Stream<Path> jars = Files.list(folder)) {
            return jars.map(Path::toAbsolutePath).toList();
        }
    }

    private static List<Path> ours() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(entry -> !entry.endsWith("test-classes"))
                .toList();
    }

    private static void compile(Path source, List<Path> classPath, Path target) {
        String joined = String.join(
                File.pathSeparator, classPath.stream().map(Path::toString).toList());
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-d", target.toString(), "-cp", joined, source.toString());

        assertThat(result).as("compilation of %s", source).isZero();
    }
}
