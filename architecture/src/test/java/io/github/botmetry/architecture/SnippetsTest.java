package io.github.botmetry.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every Java and Kotlin snippet in the docs stands, line for line, in a source file that the build compiles. */
class SnippetsTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern SNIPPET = Pattern.compile("```(?:java|kotlin)\n(.*?)```", Pattern.DOTALL);

    @Test
    void snippets_areCompiled() throws IOException {
        List<String> sources = new ArrayList<>();
        for (String language : List.of(".java", ".kt")) {
            for (Path source : files(language)) {
                sources.add(normalised(Files.readString(source)));
            }
        }
        List<String> missing = new ArrayList<>();
        int snippets = 0;
        for (Path page : files(".md")) {
            Matcher matcher = SNIPPET.matcher(Files.readString(page));
            while (matcher.find()) {
                snippets++;
                String snippet = normalised(matcher.group(1));
                if (sources.stream().noneMatch(source -> source.contains(snippet))) {
                    missing.add(ROOT.relativize(page) + ":\n" + matcher.group(1));
                }
            }
        }

        assertThat(snippets).isPositive();
        assertThat(missing).as("snippets that stand in no source file").isEmpty();
    }

    private static List<Path> files(String ending) throws IOException {
        try (Stream<Path> all = Files.walk(ROOT)) {
            return all.filter(path -> path.toString().endsWith(ending))
                    .filter(path -> !ROOT.relativize(path).toString().contains("target/"))
                    .toList();
        }
    }

    /** Without indentation, alignment and blank lines, which a page may have otherwise. */
    private static String normalised(String code) {
        return String.join(
                "\n",
                code.lines()
                        .map(line -> line.strip().replaceAll(" +", " "))
                        .filter(line -> !line.isEmpty())
                        .toList());
    }
}
