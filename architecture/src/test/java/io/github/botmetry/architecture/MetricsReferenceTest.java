package io.github.botmetry.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every name that we declare stands in docs/metrics.md, with its labels and paths, and nothing else does. */
class MetricsReferenceTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern DECLARATION =
            Pattern.compile("Definition\\s*\\.named\\(\"([^\"]+)\"\\)(.*?)\\.build\\(\\)", Pattern.DOTALL);
    private static final Pattern STATSD_FIGURE = Pattern.compile("figure\\(\\s*stats,\\s*\"([^\"]+)\"");
    private static final Pattern PATH = Pattern.compile("\\.path\\(\"([^\"]+)\"\\)");
    private static final Pattern DOCUMENTED = Pattern.compile("^\\| (`[a-z_.`, ]+`) \\|", Pattern.MULTILINE);

    @Test
    void declarations_areDocumented_andWhatIsDocumentedIsDeclared() throws IOException {
        String reference = Files.readString(ROOT.resolve("docs/metrics.md"));
        Set<String> declared = new TreeSet<>();
        for (Path source : sources()) {
            String code = withoutComments(Files.readString(source));
            Matcher declaration = DECLARATION.matcher(code);
            while (declaration.find()) {
                declared.add(declaration.group(1));
                Matcher path = PATH.matcher(declaration.group(2));
                while (path.find()) {
                    assertThat(reference).contains("`" + path.group(1) + "`");
                }
            }
            Matcher helper = STATSD_FIGURE.matcher(code);
            while (helper.find()) {
                declared.add("botmetry.statsd." + helper.group(1));
            }
        }

        Set<String> documented = new TreeSet<>();
        Matcher row = DOCUMENTED.matcher(reference);
        while (row.find()) {
            for (String name : row.group(1).replace("`", "").split(", ")) {
                documented.add(name);
            }
        }
        declared.removeIf(name -> name.startsWith("rehearsal.")); // in a table that is thrown away
        assertThat(documented).isEqualTo(declared);
    }

    private static String withoutComments(String code) {
        return code.replaceAll("(?s)/\\*.*?\\*/", "");
    }

    private static Iterable<Path> sources() throws IOException {
        try (Stream<Path> all = Files.walk(ROOT)) {
            return all.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> path.toString().contains("/src/main/java/io/github/botmetry/")
                            && !path.startsWith(ROOT.resolve("testing")))
                    .toList();
        }
    }
}
