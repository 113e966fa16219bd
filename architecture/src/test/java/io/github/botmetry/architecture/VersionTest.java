package io.github.botmetry.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** One version of ours stands in the whole repository, and {@code .ci/version} changes it in every place. */
class VersionTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern CURRENT =
            Pattern.compile("<artifactId>botmetry-parent</artifactId>\\s*<version>([^<]+)</version>");

    /** A name of ours and a version behind it, as a pom, a coordinate, a jar or a script has them. */
    private static final Pattern VERSION_OF_OURS =
            Pattern.compile("(?:<artifactId>botmetry-[a-z-]+</artifactId>\\s*<version>"
                    + "|<botmetry\\.version>"
                    + "|botmetry-[a-z-]*[a-z][:-]"
                    + "|\\bbotmetry\\w*\\s*=\\s*[\"'])(\\d+\\.\\d+\\.\\d+(?:-[0-9A-Z][0-9A-Za-z]*)?)");

    @TempDir
    private Path copy;

    @Test
    void versions_areTheSameEverywhere() throws IOException {
        Set<String> places = new TreeSet<>();
        textsOf(ROOT)
                .forEach((file, text) -> VERSION_OF_OURS
                        .matcher(text)
                        .results()
                        .filter(match -> !file.equals("CHANGELOG.md"))
                        .forEach(match -> places.add(file + ": " + match.group(1))));

        assertThat(places).contains("README.md: " + current()).allMatch(place -> place.endsWith(": " + current()));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the script is one of bash")
    void script_changesEveryPlace_andBackAgain() throws IOException, InterruptedException {
        Map<String, String> before = textsOf(ROOT);
        for (Map.Entry<String, String> text : before.entrySet()) {
            Path file = copy.resolve(text.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, text.getValue());
        }

        assertThat(version("9.87.65")).as("exit code").isZero();

        Map<String, String> changed = textsOf(copy);
        changed.remove("CHANGELOG.md");
        assertThat(changed.get("README.md")).contains("<version>9.87.65</version>");
        assertThat(changed.get("pom.xml")).contains("<version>9.87.65</version>");
        changed.values().removeIf(text -> !text.contains(current()));
        assertThat(changed.keySet())
                .as("files in which the old version is left")
                .isEmpty();
        assertThat(version(current())).as("exit code").isZero();
        assertThat(textsOf(copy)).isEqualTo(before);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the script is one of bash")
    void script_refusesWhatIsNoVersion() throws IOException, InterruptedException {
        Path script = copy.resolve(".ci/version");
        Files.createDirectories(script.getParent());
        Files.copy(ROOT.resolve(".ci/version"), script);
        Files.copy(ROOT.resolve("pom.xml"), copy.resolve("pom.xml"));

        assertThat(version("next")).isEqualTo(2);

        assertThat(copy.resolve("pom.xml")).hasSameTextualContentAs(ROOT.resolve("pom.xml"));
    }

    private static String current() {
        return CURRENT.matcher(Modules.read("pom.xml"))
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow();
    }

    private int version(String version) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", copy.resolve(".ci/version").toString(), version)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    /** The files of a clone, without those that a build makes. */
    private static Map<String, String> textsOf(Path root) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return Set.of("target", ".git", ".idea")
                                .contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!file.endsWith("dependency-reduced-pom.xml")
                        && !file.toString().endsWith(".jar")) {
                    texts.put(root.relativize(file).toString(), Files.readString(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return texts;
    }
}
