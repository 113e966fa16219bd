package io.github.botmetry.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.Botmetry;
import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.EventObserver;
import io.github.botmetry.event.Failure;
import io.github.botmetry.simulator.DiscordSimulator;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.scheduling.annotation.Async;

/** A bot of Spring Boot: listeners are beans, and hand their work to an asynchronous service. */
class SpringBootTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final DiscordSimulator DISCORD = DiscordSimulator.create();
    private static final List<String> SEEN = new CopyOnWriteArrayList<>();

    private static final class PlannedFailure extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Public and not final, as Spring's proxies need it. */
    public static class Votes {

        @Async
        public void count(SlashCommandInteractionEvent event) {
            event.getHook().sendMessage("counted").queue();
            throw new PlannedFailure();
        }
    }

    @Configuration
    @EnableAutoConfiguration
    @Import(SpringBootSnippets.class)
    public static class Application {

        @Bean
        public Votes votes() {
            return new Votes();
        }

        @Bean
        public ListenerAdapter commands(Votes votes) {
            return new ListenerAdapter() {
                @Override
                public void onSlashCommandInteraction(SlashCommandInteractionEvent event) {
                    event.deferReply().queue();
                    votes.count(event);
                }
            };
        }

        @Bean
        @Primary
        public JDABuilder simulated() {
            return JDABuilder.createDefault(DISCORD.token())
                    .setRestConfig(new RestConfig().setBaseUrl(DISCORD.restUrl()))
                    .setSessionController(new ConcurrentSessionController() {
                        @Override
                        public String getGateway() {
                            return DISCORD.gatewayUrl();
                        }
                    })
                    .setEnableShutdownHook(false);
        }
    }

    private static final class Recorder implements EventObserver {
        @Override
        public @Nullable String failed(@Nullable BotEvent event, Failure failure) {
            SEEN.add((event == null ? "nothing" : event.name()) + " "
                    + failure.error().getClass().getSimpleName());
            return null;
        }
    }

    /** Boot would set up the log of the whole JVM. */
    private static ConfigurableApplicationContext run() {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .properties("bot.token=unused")
                .run();
    }

    @AfterEach
    void stop() {
        System.clearProperty("org.springframework.boot.logging.LoggingSystem");
        DISCORD.close();
    }

    @Test
    void asynchronousFailure_belongsToTheCommand_alsoWhenTheApplicationIsStartedAgain() throws Exception {
        for (int start = 0; start < 2; start++) {
            SEEN.clear();
            JDA jda;
            Botmetry botmetry;
            try (ConfigurableApplicationContext context = run()) {
                jda = context.getBean(JDA.class).awaitReady();
                botmetry = context.getBean(Botmetry.class);
                botmetry.wiring().observe(new Recorder());

                DISCORD.guild("Garden")
                        .member("alice")
                        .runs("vote")
                        .in(DISCORD.guild("Garden").textChannel("general"))
                        .awaitReply(SOON);

                // The command may be over by then, since it was answered: the failure is its own nevertheless.
                await().atMost(SOON).until(() -> !SEEN.isEmpty());
                assertThat(SEEN).containsExactly("vote PlannedFailure");
                assertThat(botmetry.warnings()).isEmpty();
            }
            assertThat(jda.awaitShutdown(SOON)).isTrue();
        }
    }
}
