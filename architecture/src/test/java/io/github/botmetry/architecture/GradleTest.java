package io.github.botmetry.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The block for Gradle in README.md says the same as the one for Maven, and works: {@code mvn verify -Pgradle}. */
class GradleTest {

    private static final Pattern MAVEN = Pattern.compile(
            "<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)</artifactId>(?:\\s*<version>([^<]+)</version>)?");
    private static final Pattern GRADLE = Pattern.compile("implementation\\((?:platform\\()?\"([^\"]+)\"");
    private static final String SCRIPT = """
            plugins { id("java") }
            repositories {
                maven { url = uri("%s") }
                maven { url = uri("%s") }
            }
            configurations.all {
                // JDA's libraries for voice: this build has them not, and a bot without voice needs none.
                exclude group: "club.minnced", module: "opus-java"
                exclude group: "com.google.crypto.tink", module: "tink"
            }
            dependencies {
            %s}
            task libraries(type: Copy, dependsOn: classes) {
                from configurations.runtimeClasspath
                into "libraries"
            }
            """;

    private static Set<String> coordinates() {
        return GRADLE.matcher(Walk.blocks("README.md", "kts").get(0))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void gradlesCoordinates_areMavens() {
        Set<String> ofMaven = MAVEN.matcher(Walk.blocks("README.md", "xml").get(0))
                .results()
                .map(match ->
                        match.group(1) + ':' + match.group(2) + (match.group(3) == null ? "" : ':' + match.group(3)))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(ofMaven).hasSize(7);
        assertThat(coordinates()).isEqualTo(ofMaven);
    }

    /** With the versions written out, since Debian's Gradle 4.4.1 knows no boms, and no network. */
    @Test
    @Tag("gradle")
    void bot_isBuiltByDebiansGradle(@TempDir Path folder) throws Exception {
        Artifacts.writeTo(folder.resolve("artifacts"));
        String libraries = coordinates().stream()
                .filter(library -> !library.contains("botmetry-bom"))
                .map(library -> library.split(":").length == 3 ? library : library + ':' + Artifacts.version())
                .map(library -> "    implementation(\"" + library + "\")\n")
                .collect(Collectors.joining());
        Files.writeString(
                folder.resolve("build.gradle"),
                SCRIPT.formatted(folder.resolve("artifacts").toUri(), Walk.cache(), libraries));
        Files.createFile(folder.resolve("settings.gradle"));
        Path source = folder.resolve("src/main/java/MyBot.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, Walk.blocks("README.md", "java").get(0));

        gradle(folder, "libraries");

        assertThat(folder.resolve("build/classes/java/main/MyBot.class")).exists();
        try (Stream<Path> all = Files.list(folder.resolve("libraries"))) {
            assertThat(all.map(path -> path.getFileName().toString()))
                    .contains(
                            "botmetry-core-" + Artifacts.version() + ".jar",
                            "botmetry-endpoint-jetty-" + Artifacts.version() + ".jar")
                    .anyMatch(name -> name.startsWith("JDA-"));
        }
    }

    private static void gradle(Path folder, String task) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(
                        "gradle",
                        "--no-daemon",
                        "--offline",
                        "-g",
                        folder.resolve("home").toString(),
                        task)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(3, TimeUnit.MINUTES))
                    .as(Files.readString(output))
                    .isTrue();
            assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        } finally {
            process.destroy();
        }
    }
}
