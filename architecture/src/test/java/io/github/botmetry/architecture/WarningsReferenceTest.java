package io.github.botmetry.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.guard.Warning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every code of a warning stands in docs/warnings.md, and nothing else does. */
class WarningsReferenceTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern CALL = Pattern.compile("\\.?\\bwarn\\(\\s*(\"[a-z-]+\"|[A-Z][A-Z_]*)\\s*[,+]");
    private static final Pattern DOCUMENTED = Pattern.compile("^\\| `([a-z-]+…?)` \\|", Pattern.MULTILINE);

    @Test
    void codes_areDocumented_andWhatIsDocumentedIsACode() throws IOException {
        Set<String> said = new TreeSet<>(Set.of(Warning.OUTAGE));
        for (Path source : sources()) {
            String code = Files.readString(source);
            Matcher call = CALL.matcher(code);
            while (call.find()) {
                said.add(code(call.group(1), code, source));
            }
        }

        Set<String> documented = new TreeSet<>();
        Matcher row = DOCUMENTED.matcher(Files.readString(ROOT.resolve("docs/warnings.md")));
        while (row.find()) {
            documented.add(row.group(1));
        }
        assertThat(documented).isEqualTo(said);
    }

    /** A literal, or a constant of the same file; one that ends in a dash is the beginning of several. */
    private static String code(String argument, String source, Path path) {
        String literal = argument;
        if (!argument.startsWith("\"")) {
            Matcher constant = Pattern.compile("String " + argument + " =\\s*(\"[a-z-]+\");")
                    .matcher(source);
            assertThat(constant.find()).as(argument + " of " + path).isTrue();
            literal = constant.group(1);
        }
        String code = literal.replace("\"", "");
        assertThat(code).as(path.toString()).matches("[a-z]+(-[a-z]+)*-?");
        return code.endsWith("-") ? code + "…" : code;
    }

    private static Iterable<Path> sources() throws IOException {
        try (Stream<Path> all = Files.walk(ROOT)) {
            return all.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> path.toString().contains("/src/main/java/io/github/botmetry/")
                            && !path.startsWith(ROOT.resolve("discord-simulator"))
                            && !path.startsWith(ROOT.resolve("examples")))
                    .toList();
        }
    }
}
