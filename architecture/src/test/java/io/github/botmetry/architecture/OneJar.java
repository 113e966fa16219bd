package io.github.botmetry.architecture;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.shade.DefaultShader;
import org.apache.maven.plugins.shade.ShadeRequest;
import org.apache.maven.plugins.shade.relocation.Relocator;
import org.apache.maven.plugins.shade.relocation.SimpleRelocator;
import org.apache.maven.plugins.shade.resource.ServicesResourceTransformer;
import org.slf4j.helpers.NOPLogger;

/**
 * Puts a bot and the jars that it needs into one jar, by the code of maven-shade-plugin itself.
 *
 * <p>Gradle Shadow does not run here, so this is what its documentation says of it: relocation and {@code mergeServiceFiles()}
 * came from maven-shade and do the same; of files of one name it keeps the first, or with {@code INCLUDE} the last, which is the
 * first in the reverse order.
 *
 * @see <a href="https://gradleup.com/shadow/configuration/merging/">Shadow: merging</a>
 */
final class OneJar {

    /** Without tools of tests and what else is on this module's class path. */
    private static final Pattern NEEDED =
            Pattern.compile(".*/((core|endpoint[a-z-]*|prometheus-integration|sentry-integration)"
                    + "/target/.*|(java-dogstatsd-client|slf4j-api|logback|micrometer|prometheus-metrics|HdrHistogram|jetty|sentry)"
                    + "[a-z-]*-[^/]*\\.jar)");

    private static final List<String> RELOCATED = List.of(
            "io.github.botmetry", "io.micrometer", "io.prometheus", "io.sentry", "com.timgroup", "org.HdrHistogram");

    private final Path folder;
    private final List<File> jars = new ArrayList<>();
    private final List<Relocator> relocators = new ArrayList<>();
    private boolean merging;

    /** @param bot classes of the bot itself */
    OneJar(Path folder, Class<?>... bot) throws IOException {
        this.folder = folder;
        jars.add(jarOf(folder.resolve("bot-only.jar"), bot).toFile());
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> NEEDED.matcher(entry).matches())
                .map(File::new)
                .forEach(jars::add);
    }

    /** Service files of one name become one. */
    OneJar merging() {
        merging = true;
        return this;
    }

    /** Of files of one name the last stays, and not the first. */
    OneJar keepingTheLast() {
        Collections.reverse(jars);
        return this;
    }

    /** Our classes and those of libraries lie under names of the bot's own. */
    OneJar relocating() {
        for (String name : RELOCATED) {
            relocators.add(new SimpleRelocator(name, "com.example.bot.libs." + name, List.of(), List.of()));
        }
        return this;
    }

    Path build(String name) throws IOException, MojoExecutionException {
        Path jar = folder.resolve(name);
        ShadeRequest request = new ShadeRequest();
        request.setJars(new LinkedHashSet<>(jars));
        request.setUberJar(jar.toFile());
        request.setFilters(List.of());
        request.setRelocators(relocators);
        request.setResourceTransformers(merging ? List.of(new ServicesResourceTransformer()) : List.of());
        new DefaultShader(NOPLogger.NOP_LOGGER).shade(request); // it warns of each file that two jars have
        return jar;
    }

    private static Path jarOf(Path jar, Class<?>... classes) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (Class<?> type : classes) {
                String name = type.getName().replace('.', '/') + ".class";
                out.putNextEntry(new JarEntry(name));
                type.getClassLoader().getResourceAsStream(name).transferTo(out);
            }
        }
        return jar;
    }
}
