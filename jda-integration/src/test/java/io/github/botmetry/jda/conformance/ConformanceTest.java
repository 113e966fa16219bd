package io.github.botmetry.jda.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same bot with and without Botmetry: its listeners see the same, Discord is sent the same, the same pools end.
 *
 * <p>Botmetry is strict here: it must also have nothing to warn of.
 */
@Tag("conformance")
class ConformanceTest {

    private static final Path DOCUMENTATION = Path.of("CONFORMANCE.md");

    @Test
    void documentation_listsTheScripts() throws IOException {
        List<String> kinds = Script.KINDS.stream().map(ConformanceTest::words).toList();
        String table = Stream.of(
                        Stream.of(
                                Script.row(kinds.stream()),
                                Script.row(kinds.stream().map(kind -> "---"))),
                        scripts().stream().map(Script::row),
                        Stream.of(EndingBot.Ending.values()).map(ending -> "- " + Script.words(ending)))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));

        String documented = Files.readAllLines(DOCUMENTATION).stream()
                .filter(line -> line.startsWith("| ") || line.startsWith("- "))
                .collect(Collectors.joining("\n"));

        assertThat(documented).isEqualTo(table);
    }

    private static String words(Class<?> kind) {
        return kind.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    static List<Script> scripts() {
        return Script.all();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void bot_doesTheSameWithBotmetry(Script script) throws InterruptedException {
        Performance.Outcome bare = Performance.of(script, false);

        Performance.Outcome attached = Performance.of(script, true);

        assertThat(attached.listeners()).isEqualTo(bare.listeners());
        assertThat(attached.sent()).isEqualTo(bare.sent());
        assertThat(attached.endedPools()).isEqualTo(bare.endedPools());
    }
}
