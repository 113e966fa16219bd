package io.github.botmetry.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.endpoint.jetty.server.Server;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The jar of endpoint-jetty, from which the classes are left out that endpoint does not need. */
class RelocatedJettyTest {

    private static final String RELOCATED = "io/github/botmetry/endpoint/jetty/";

    private static List<String> entries() throws IOException, URISyntaxException {
        Path jar = Path.of(
                Server.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(jar)) { // as an IDE has it
            return under(jar);
        }
        try (FileSystem inside = FileSystems.newFileSystem(jar)) {
            return under(inside.getPath("/"));
        }
    }

    private static List<String> under(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(path -> root.relativize(path).toString())
                    .toList();
        }
    }

    @Test
    void everyClass_findsThoseThatItIsMadeOf() throws Exception {
        List<String> classes =
                entries().stream().filter(entry -> entry.endsWith(".class")).toList();
        assertThat(classes).hasSizeGreaterThan(500).allMatch(entry -> entry.startsWith(RELOCATED));
        for (String entry : classes) {
            String name = entry.substring(0, entry.length() - ".class".length()).replace('/', '.');
            Class<?> linked = Class.forName(name, true, getClass().getClassLoader());

            assertThat(linked.getDeclaredMethods()).isNotNull(); // a class that is missing in one of them is an error
        }
    }

    @Test
    void nothingOfJetty_hasItsOldName_andItsLicenceIsThere() throws Exception {
        assertThat(entries())
                .contains(
                        "META-INF/LICENSE",
                        "META-INF/NOTICE",
                        "META-INF/services/" + RELOCATED.replace('/', '.') + "http.HttpFieldPreEncoder")
                .noneMatch(entry -> entry.contains("eclipse")
                        || entry.contains("module-info")
                        || entry.startsWith("META-INF/versions/"));
    }
}
