package io.github.botmetry.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own for what is measured as a whole process; it ends when its input does. */
final class ChildJvm implements AutoCloseable {

    private final Process process;
    private final PrintWriter input;
    private final BufferedReader output;

    /** Starts the class's main method on the same class path. */
    ChildJvm(Class<?> main, String... arguments) throws IOException {
        this(List.of(), main, arguments);
    }

    /** The same with more options of the JVM. */
    ChildJvm(List<String> options, Class<?> main, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java"), "-Xmx512m"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        input = new PrintWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8), true);
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    Process process() {
        return process;
    }

    /** Waits for the next line that the child prints. */
    String read() {
        try {
            String line = output.readLine();
            if (line == null) {
                throw new IllegalStateException("the child process ended without an answer");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives the child a line, and waits for the one that it prints. */
    String ask(String question) {
        input.println(question);
        return read();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
