package io.github.botmetry.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.guard.Warning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every code of a warning stands in docs/warnings.md, and nothing else does. */
class WarningsReferenceTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern CALL =
            Pattern.compile("\\bwarn\\(\\s*(\"[a-z-]+\"|(?:(?!Refusal\\b)([A-Z]\\w+)\\.)?[A-Z_]{2,})\\s*,");
    private static final Pattern PREFIX = Pattern.compile("\"([a-z]+-)\" \\+ reason\\b");
    private static final Pattern DOCUMENTED = Pattern.compile("^\\| `([a-z-]+…?)` \\|", Pattern.MULTILINE);

    @Test
    void codes_areDocumented_andWhatIsDocumentedIsACode() throws IOException {
        Map<String, String> sources = sources();
        Set<String> said = new TreeSet<>(Set.of(Warning.OUTAGE));
        sources.forEach((type, source) -> {
            Matcher call = CALL.matcher(source);
            while (call.find()) {
                String holder = call.group(2) == null ? type : call.group(2);
                said.add(code(call.group(1), holder, sources));
            }
            Matcher prefix = PREFIX.matcher(source);
            while (prefix.find()) {
                said.add(prefix.group(1) + "…");
            }
        });

        Set<String> documented = new TreeSet<>();
        Matcher row = DOCUMENTED.matcher(Files.readString(ROOT.resolve("docs/warnings.md")));
        while (row.find()) {
            documented.add(row.group(1));
        }
        assertThat(documented).isEqualTo(said);
    }

    /** A literal, or a constant of that class. */
    private static String code(String argument, String holder, Map<String, String> sources) {
        if (argument.startsWith("\"")) {
            return argument.replace("\"", "");
        }
        String name = argument.substring(argument.indexOf('.') + 1);
        Matcher constant =
                Pattern.compile("String " + name + " =\\s*\"([a-z-]+)\";").matcher(sources.getOrDefault(holder, ""));
        assertThat(constant.find()).as(argument + " in " + holder).isTrue();
        return constant.group(1);
    }

    /** By the simple name of the class. */
    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> all = Files.walk(ROOT)) {
            for (Path path : all.filter(WarningsReferenceTest::isOurs).toList()) {
                String type = path.getFileName().toString().replace(".java", "");
                sources.merge(type, Files.readString(path), String::concat);
            }
        }
        return sources;
    }

    private static boolean isOurs(Path path) {
        String name = path.toString();
        return name.endsWith(".java")
                && name.contains("/src/main/java/io/github/botmetry/")
                && !path.startsWith(ROOT.resolve("discord-simulator"))
                && !path.startsWith(ROOT.resolve("examples"));
    }
}
