package io.github.botmetry.architecture;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A Maven repository in a folder, with poms and jars of this build as a release would have them. */
final class Artifacts {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private Artifacts() {}

    static void writeTo(Path repository) throws IOException {
        write(repository, "parent", ROOT.resolve("pom.xml"));
        List<String> modules = new ArrayList<>(Modules.published());
        modules.addAll(List.of("bom", "endpoint-jetty"));
        for (String module : modules) {
            Path folder = ROOT.resolve(module);
            Path reduced = folder.resolve("dependency-reduced-pom.xml");
            Path artifact = write(repository, module, Files.exists(reduced) ? reduced : folder.resolve("pom.xml"));
            Path classes = folder.resolve("target/classes");
            if (Files.isDirectory(classes)) {
                zip(classes, Path.of(artifact + ".jar"));
            }
        }
    }

    /** Writes the pom, and gives the artifact's path without an ending. */
    private static Path write(Path repository, String module, Path pom) throws IOException {
        String name = "botmetry-" + module;
        Path folder = repository.resolve("io/github/botmetry").resolve(name).resolve(version());
        Files.createDirectories(folder);
        Path artifact = folder.resolve(name + '-' + version());
        Files.copy(pom, Path.of(artifact + ".pom"), StandardCopyOption.REPLACE_EXISTING);
        return artifact;
    }

    static String version() {
        return Modules.read("pom.xml")
                .replaceFirst("(?s).*?<artifactId>botmetry-parent</artifactId>\\s*<version>([^<]+)<.*", "$1");
    }

    private static void zip(Path classes, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> all = Files.walk(classes)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(
                        new ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
    }
}
