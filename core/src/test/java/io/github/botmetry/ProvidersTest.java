package io.github.botmetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.guard.Warning;
import io.github.botmetry.guard.Warnings;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Class loaders that know the bot's jars, or not, or another version of them. */
class ProvidersTest {

    private static final String SERVICE = "META-INF/services/io.github.botmetry.IntegrationProvider";

    @TempDir
    Path folder;

    /** The provider of a plug-in. */
    public static final class Plugin implements IntegrationProvider {
        @Override
        public @Nullable Integration create(Function<String, @Nullable String> environment) {
            return null;
        }
    }

    /** One of another version: it does not have, or not with these types, each method that it is asked by. */
    public static final class OfAnotherVersion implements IntegrationProvider {
        @Override
        public List<Variable> variables() {
            throw new AbstractMethodError("planned");
        }

        @Override
        public @Nullable Integration create(Function<String, @Nullable String> environment) {
            throw new NoSuchMethodError("planned");
        }
    }

    private static List<String> found(Warnings warnings, @Nullable ClassLoader context) {
        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        current.setContextClassLoader(context);
        try {
            return Providers.all(warnings).stream()
                    .map(provider -> provider.getClass().getSimpleName())
                    .toList();
        } finally {
            current.setContextClassLoader(before);
        }
    }

    private URLClassLoader withService(ClassLoader parent, String... providers) throws IOException {
        Path file = folder.resolve(SERVICE);
        Files.createDirectories(file.getParent());
        Files.write(file, List.of(providers));
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, parent);
    }

    @Test
    void thread_withoutAContextClassLoader_findsAll_once() {
        Warnings warnings = new Warnings(false);

        assertThat(found(warnings, null)).containsExactly("StatsDProvider");
        assertThat(found(warnings, ProvidersTest.class.getClassLoader())).containsExactly("StatsDProvider");
        assertThat(warnings.list()).isEmpty();
    }

    @Test
    void providersOfTheContextClassLoader_areFoundToo() throws IOException {
        try (URLClassLoader plugin = withService(ProvidersTest.class.getClassLoader(), Plugin.class.getName())) {
            assertThat(found(new Warnings(false), plugin)).containsExactly("StatsDProvider", "Plugin");
        }
    }

    @Test
    void providersThatCannotBeLoaded_areOneWarning_andTheOthersAreFound() throws IOException {
        Warnings warnings = new Warnings(false);
        try (URLClassLoader plugin = withService(
                ProvidersTest.class.getClassLoader(), "no.such.Provider", "java.lang.String", Plugin.class.getName())) {
            assertThat(found(warnings, plugin)).containsExactly("StatsDProvider", "Plugin");
        }
        assertThat(warnings.list()).extracting(Warning::code).containsExactly("provider-broken");
    }

    @Test
    void providerOfAnotherVersion_isPassedOver_andTheBotStarts() throws IOException {
        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        try (URLClassLoader plugin =
                withService(ProvidersTest.class.getClassLoader(), OfAnotherVersion.class.getName())) {
            current.setContextClassLoader(plugin);
            try (Botmetry botmetry = Botmetry.builder()
                    .shutdownHook(false)
                    .environment(Map.of("BOTMETRY_STATSD_HOST", "localhost"))
                    .build()) {
                assertThat(botmetry.warnings()).extracting(Warning::code).contains("library-missing");
                assertThat(botmetry.health()).containsKey("statsd");
            }
        } finally {
            current.setContextClassLoader(before);
        }
    }

    /** As in a shaded jar that lost the service files, in a loader of its own, on a thread whose context knows none of it. */
    @Test
    void statsD_needsNoServiceFile() throws Exception {
        try (URLClassLoader bot = new WithoutServices()) {
            Class<?> type = bot.loadClass(Botmetry.class.getName());
            assertThat(type).isNotSameAs(Botmetry.class);
            Object builder = type.getMethod("builder").invoke(null);
            Class<?> builderType = builder.getClass();
            builderType
                    .getMethod("environment", Map.class)
                    .invoke(builder, Map.of("BOTMETRY_STATSD_HOST", "localhost"));
            Object botmetry = builderType.getMethod("build").invoke(builder);
            Method health = type.getMethod("health");
            try (AutoCloseable closed = (AutoCloseable) botmetry) {
                assertThat(((Map<?, ?>) health.invoke(closed)).containsKey("statsd"))
                        .isTrue();
            }
        }
    }

    private static final class WithoutServices extends URLClassLoader {

        WithoutServices() {
            super(classPath(), ClassLoader.getPlatformClassLoader());
        }

        private static URL[] classPath() {
            return Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                    .map(Path::of)
                    .map(WithoutServices::url)
                    .toArray(URL[]::new);
        }

        private static URL url(Path path) {
            try {
                return path.toUri().toURL();
            } catch (MalformedURLException e) {
                throw new IllegalArgumentException(path.toString(), e);
            }
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return name.equals(SERVICE) ? Collections.emptyEnumeration() : super.getResources(name);
        }
    }
}
