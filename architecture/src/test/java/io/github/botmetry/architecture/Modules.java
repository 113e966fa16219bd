package io.github.botmetry.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The modules of the reactor that have sources of ours. */
final class Modules {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern MODULE = Pattern.compile("<module>([a-z/-]+)</module>");
    private static final String SOURCES = "src/main/java";

    private Modules() {}

    static List<String> all() {
        return MODULE.matcher(read("pom.xml"))
                .results()
                .map(module -> module.group(1))
                .filter(module -> Files.isDirectory(ROOT.resolve(module).resolve(SOURCES + "/io/github/botmetry")))
                .toList();
    }

    static List<String> published() {
        return all().stream()
                .filter(module -> !read(module + "/pom.xml").contains("<maven.deploy.skip>true</maven.deploy.skip>"))
                .toList();
    }

    /** The full names of the types that have a file in a module. */
    static List<String> filesOf(String module) {
        Path sources = ROOT.resolve(module).resolve(SOURCES);
        try (Stream<Path> all = Files.walk(sources)) {
            return all.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !path.endsWith("package-info.java"))
                    .map(path -> sources.relativize(path)
                            .toString()
                            .replace(".java", "")
                            .replace('/', '.'))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String source(String module, String type) {
        return read(module + '/' + SOURCES + '/' + type.replace('.', '/') + ".java");
    }

    static String read(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new AssertionError(file, e);
        }
    }
}
