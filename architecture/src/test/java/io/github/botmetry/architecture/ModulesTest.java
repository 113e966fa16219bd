package io.github.botmetry.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every module of ours that is published is under the rules of this one, in the bom and in the README. */
class ModulesTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern MODULE = Pattern.compile("<module>([a-z/-]+)</module>");
    private static final String SOURCES = "src/main/java";

    /** Those of the reactor with sources of ours, but for what is not published. */
    private static List<String> modules() throws IOException {
        return MODULE.matcher(Files.readString(ROOT.resolve("pom.xml")))
                .results()
                .map(module -> module.group(1))
                .filter(module -> Files.isDirectory(ROOT.resolve(module).resolve(SOURCES + "/io/github/botmetry")))
                .filter(ModulesTest::isPublished)
                .toList();
    }

    private static boolean isPublished(String module) {
        return !read(module + "/pom.xml").contains("<maven.deploy.skip>true</maven.deploy.skip>");
    }

    private static String read(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new AssertionError(file, e);
        }
    }

    private static String aClassOf(String module) throws IOException {
        Path sources = ROOT.resolve(module).resolve(SOURCES);
        try (Stream<Path> all = Files.walk(sources)) {
            Path source = all.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !path.endsWith("package-info.java"))
                    .findFirst()
                    .orElseThrow();
            return sources.relativize(source).toString().replace(".java", "").replace('/', '.');
        }
    }

    @Test
    void modules_areOnTheClassPath() throws Exception {
        assertThat(modules()).contains("core", "testing", "prometheus-integration");
        for (String module : modules()) {
            String type = aClassOf(module);
            assertThat(getClass().getClassLoader().getResource(type.replace('.', '/') + ".class"))
                    .as("%s of %s, which has to be a dependency of architecture", type, module)
                    .isNotNull();
        }
    }

    @Test
    void modules_areInTheBom_andInTheReadme_andHaveOneOfTheirOwn() throws Exception {
        String bom = read("bom/pom.xml");
        String readme = read("README.md");
        for (String module : modules()) {
            assertThat(bom).contains("<artifactId>botmetry-" + module + "</artifactId>");
            assertThat(readme).contains("[" + module + "](" + module + "/README.md)");
            assertThat(read(module + "/README.md"))
                    .as(module)
                    .contains("## What it does", "## Add it", "## Three lines", "## Limits");
        }
    }
}
