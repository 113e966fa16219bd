package io.github.botmetry.jda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.botmetry.Botmetry;
import io.github.botmetry.simulator.DiscordSimulator;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import org.junit.jupiter.api.Test;

/** A bot in Java: jda-ktx and coroutines are on no class path. */
class WithoutJdaKtxTest {

    /** Made and called by a class loader of its own. */
    public static final class Bot implements Callable<String> {

        private static final class PlannedFailure extends RuntimeException {
            private static final long serialVersionUID = 1;
        }

        @Override
        public String call() throws Exception {
            try (Botmetry botmetry =
                            Botmetry.builder().strict(true).shutdownHook(false).build();
                    DiscordSimulator discord = DiscordSimulator.create()) {
                JdaIntegration integration = JdaIntegration.create(botmetry);
                integration.frameworkEvents();
                JDA jda = integration
                        .attach(Simulated.builder(discord).addEventListeners(TestBot.on(ReadyEvent.class, ready -> {
                            throw new PlannedFailure();
                        })))
                        .build()
                        .awaitReady();
                Simulated.end(jda);
                return new Numbers(botmetry).counts("discord.errors").toString();
            }
        }
    }

    @Test
    void bot_withoutJdaKtx_isObserved() throws Exception {
        try (URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            assertThatThrownBy(() -> loader.loadClass("kotlinx.coroutines.Job"))
                    .isInstanceOf(ClassNotFoundException.class);
            Callable<?> bot = (Callable<?>) loader.loadClass(Bot.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();

            assertThat(bot.call()).isEqualTo("{listener/PlannedFailure=1}");
        }
    }

    private static URL[] classPath() throws Exception {
        List<URL> parts = new ArrayList<>();
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator)) {
            String name = Path.of(part).getFileName().toString();
            if (!name.startsWith("jda-ktx") && !name.startsWith("kotlinx-coroutines")) {
                parts.add(Path.of(part).toUri().toURL());
            }
        }
        return parts.toArray(URL[]::new);
    }
}
