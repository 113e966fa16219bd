package io.github.botmetry.architecture;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A folder in which the pages of this repository are carried out, with Maven as it is installed and an empty local repository.
 * Other artifacts come from the one of this build, or from Maven Central where it lacks them.
 */
final class Walk {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String SETTINGS = """
            <settings><profiles><profile><id>newcomer</id>
              <repositories>%1$s</repositories>
              <pluginRepositories>%2$s</pluginRepositories>
            </profile></profiles><activeProfiles><activeProfile>newcomer</activeProfile></activeProfiles></settings>
            """;

    private final Path folder;

    Walk(Path folder) throws IOException {
        this.folder = folder;
        Artifacts.writeTo(folder.resolve("artifacts"));
        List<List<String>> repositories = List.of(
                List.of("ours", folder.resolve("artifacts").toUri().toString()),
                List.of("central", cache()),
                List.of("maven-central", "https://repo.maven.apache.org/maven2"));
        Files.writeString(
                folder.resolve("settings.xml"),
                SETTINGS.formatted(elements("repository", repositories), elements("pluginRepository", repositories)));
    }

    /** The local repository of this build, as a repository. */
    static String cache() {
        return Path.of(System.getProperty("localRepository", System.getProperty("user.home") + "/.m2/repository"))
                .toUri()
                .toString();
    }

    private static String elements(String element, List<List<String>> repositories) {
        StringBuilder all = new StringBuilder();
        for (List<String> repository : repositories) {
            all.append(
                    "<%1$s><id>%2$s</id><url>%3$s</url><releases><checksumPolicy>ignore</checksumPolicy></releases></%1$s>"
                            .formatted(element, repository.get(0), repository.get(1)));
        }
        return all.toString();
    }

    /** Maven's command, null where it is not installed. */
    static @Nullable String maven() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(place -> Path.of(place, "mvn"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse(null);
    }

    Path folder() {
        return folder;
    }

    Path write(String file, String content) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, content);
    }

    /** The blocks of a page in this language, in their order. */
    static List<String> blocks(String page, String language) {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Modules.read(page))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    /** Runs a line of a page that begins with mvn, and gives its output when it has ended well. */
    String run(String project, String line) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        Process process = start(project, line, Map.of(), output);
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(line + ": " + Files.readString(output));
            }
            return Files.readString(output);
        } finally {
            process.destroy();
        }
    }

    /** Runs a line that does not end by itself until its output has this. */
    void runUntil(String project, String line, Map<String, String> variables, Runnable condition)
            throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        Process process = start(project, line, variables, output);
        try {
            await().atMost(PATIENCE).untilAsserted(condition::run);
        } catch (org.awaitility.core.ConditionTimeoutException e) {
            throw new AssertionError(line + ": " + Files.readString(output), e);
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    String output() throws IOException {
        return Files.readString(folder.resolve("output.txt"));
    }

    private Process start(String project, String line, Map<String, String> variables, Path output) throws IOException {
        String maven = maven();
        List<String> command = new ArrayList<>(Arrays.asList(line.strip().split("\\s+")));
        if (maven == null || !command.get(0).equals("mvn")) {
            throw new IllegalStateException(line + " must begin with mvn, which was " + maven);
        }
        command.set(0, maven);
        command.addAll(
                List.of("-B", "-ntp", "-s", folder.resolve("settings.xml").toString()));
        command.add("-Dmaven.repo.local=" + folder.resolve("repository"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.resolve(project).toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("MAVEN_OPTS", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1");
        builder.environment().keySet().removeIf(name -> name.startsWith("BOTMETRY_") || name.startsWith("SENTRY_"));
        builder.environment().remove("BOT_TOKEN");
        builder.environment().putAll(variables);
        return builder.start();
    }
}
