package io.github.botmetry.architecture;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A bot in a JVM of its own, with nothing but these variables in its environment; it ends with {@link #end}. */
final class BotProcess implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String SAID = "bot: ";

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader = new Thread(this::read, "bot-output");

    /** @param program main class and arguments */
    BotProcess(List<Path> classPath, Map<String, String> variables, String... program) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m", "-cp"));
        command.add(String.join(
                File.pathSeparator, classPath.stream().map(Path::toString).toList()));
        command.addAll(List.of(program));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(variables);
        process = builder.start();
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rest of the line that begins with this word, as soon as the bot says it. */
    String awaitSaid(String word) {
        await().atMost(SOON).until(() -> !said(word).isEmpty() || !process.isAlive());
        return said(word).stream()
                .findFirst()
                .orElseThrow(() -> new AssertionError("it did not say \"" + word + "\": " + lines));
    }

    /** All that it has said with this word. */
    List<String> said(String word) {
        String start = SAID + word + ' ';
        return lines.stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .toList();
    }

    /** All lines that it wrote, its log too. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    /** Lets it close its Botmetry; its exit code. */
    int end() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("it did not end: " + lines);
        }
        reader.join();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
