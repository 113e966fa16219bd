package io.github.botmetry.sentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A bot whose plug-ins have class loaders of their own, and are reloaded. */
class PluginTest {

    /** Loaded once more by the plug-in's loader. */
    public static final class Plugin implements Runnable {

        private static final class Failure extends RuntimeException {

            private static final long serialVersionUID = 1L;

            Failure() {
                super("of a plug-in");
            }
        }

        @Override
        public void run() {
            throw new Failure();
        }
    }

    /** Defines the plug-in's classes itself, and takes all others from the bot. */
    private static final class PluginLoader extends ClassLoader {

        PluginLoader() {
            super(PluginTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(Plugin.class.getName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            return known == null ? define(name) : known;
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    /** Runs a plug-in that fails, and gives its loader, which nobody here holds. */
    private static WeakReference<ClassLoader> runPlugin(SentryBot bot) throws ReflectiveOperationException {
        PluginLoader loader = new PluginLoader();
        Runnable plugin = (Runnable) loader.loadClass(Plugin.class.getName())
                .getDeclaredConstructor()
                .newInstance();
        assertThat(plugin).isNotInstanceOf(Plugin.class);
        bot.run(FakeEvent.slash("plugin", 7, "alice"), plugin);
        return new WeakReference<>(loader);
    }

    @Test
    void failuresOfPluginsOfOneName_areReportedEach_andKeepNoClassLoaderAlive() throws Exception {
        try (SentryBot bot = SentryBot.create()) {
            WeakReference<ClassLoader> first = runPlugin(bot);
            WeakReference<ClassLoader> second = runPlugin(bot);

            assertThat(bot.server.events(2))
                    .allMatch(event ->
                            event.at("/exception/values/0/type").asText().endsWith("Failure"))
                    .allMatch(event -> event.at("/tags/command").asText().equals("plugin"));
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                System.gc();
                return first.refersTo(null) && second.refersTo(null);
            });
        }
    }
}
