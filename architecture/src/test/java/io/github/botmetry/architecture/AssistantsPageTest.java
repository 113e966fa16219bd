package io.github.botmetry.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code llms.txt} says the same as the pages for people: its code, variables, warnings, artifacts and links are theirs. */
class AssistantsPageTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern SNIPPET = Pattern.compile("```(?:java|xml)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)\\)");
    private static final Pattern ARTIFACT = Pattern.compile("`(botmetry-[a-z-]+)`");
    private static final Pattern VARIABLE = Pattern.compile("^\\| `([A-Z_]+)` \\|", Pattern.MULTILINE);
    private static final Pattern WARNING = Pattern.compile("`([a-z]+(?:-[a-z]+){1,2})`");

    private final String page = Modules.read("llms.txt");

    @Test
    void code_isTheReadmes() {
        Set<String> readme = lines(Modules.read("README.md")).collect(Collectors.toSet());

        List<String> code =
                matches(SNIPPET).flatMap(AssistantsPageTest::lines).distinct().toList();

        assertThat(code)
                .contains("import io.github.botmetry.Botmetry;", "JdaIntegration.create(botmetry).attach(builder);");
        assertThat(code).as("lines of code that are not in README.md").allMatch(readme::contains);
    }

    @Test
    void variables_areThoseOfTheConfiguration() {
        assertThat(matches(VARIABLE).toList())
                .containsExactlyInAnyOrderElementsOf(
                        matches(VARIABLE, Modules.read("docs/configuration.md")).toList());
    }

    @Test
    void warnings_areThoseOfTheReference() {
        String reference = Modules.read("docs/warnings.md");

        assertThat(matches(WARNING).filter(code -> !code.startsWith("botmetry-")))
                .isNotEmpty()
                .allMatch(code -> reference.contains("| `" + code + "` |"));
    }

    @Test
    void artifacts_areInTheBom() {
        String bom = Modules.read("bom/pom.xml");

        assertThat(matches(ARTIFACT)).isNotEmpty().allMatch(name -> bom.contains("<artifactId>" + name + "<"));
    }

    @Test
    void links_leadToPages() {
        assertThat(matches(LINK)).isNotEmpty().allMatch(link -> Files.isRegularFile(ROOT.resolve(link)));
    }

    private Stream<String> matches(Pattern pattern) {
        return matches(pattern, page);
    }

    private static Stream<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1));
    }

    /** Without comments and alignment. */
    private static Stream<String> lines(String text) {
        return text.lines()
                .map(line -> line.replaceAll("\\s//\\s.*", "").strip().replaceAll(" +", " "))
                .filter(line -> !line.isEmpty());
    }
}
