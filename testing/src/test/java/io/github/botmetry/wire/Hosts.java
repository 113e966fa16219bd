package io.github.botmetry.wire;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The host names that the JVM of these tests can look up.
 *
 * <p>The build starts it with {@code -Djdk.net.hosts.file} and without a cache, so that each look-up reads the file.
 */
final class Hosts {

    private static final Path FILE = Path.of(System.getProperty("jdk.net.hosts.file"));

    private Hosts() {}

    /** From now on this is the only name there is. */
    static void only(String name, String address) {
        write(address + " " + name + "\n");
    }

    /** From now on no name is known. */
    static void none() {
        write("# empty\n");
    }

    private static void write(String content) {
        try {
            Path fresh = FILE.resolveSibling(FILE.getFileName() + ".fresh");
            Files.writeString(fresh, content);
            Files.move(fresh, FILE, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on each look-up hangs in the kernel, where no interrupt reaches it, until this is closed. */
    static AutoCloseable hang() throws Exception {
        Path pipe = FILE.resolveSibling(FILE.getFileName() + ".pipe");
        Files.deleteIfExists(pipe);
        int exit = new ProcessBuilder("mkfifo", pipe.toString())
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("mkfifo exited with " + exit);
        }
        Files.deleteIfExists(FILE);
        Files.createLink(FILE, pipe);
        return () -> {
            none();
            // A pipe that is opened for both never waits for the other end; its end lets the readers go.
            new RandomAccessFile(pipe.toFile(), "rw").close();
            Files.deleteIfExists(pipe);
        };
    }
}
