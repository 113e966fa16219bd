package io.github.botmetry.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.Botmetry;
import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.EventObserver;
import io.github.botmetry.event.Observation;
import io.github.botmetry.event.Outcome;
import io.github.botmetry.jda.JdaIntegration;
import io.github.botmetry.simulator.DiscordSimulator;
import io.github.botmetry.simulator.SimulatedChannel;
import io.github.botmetry.simulator.SimulatedGuild;
import io.github.botmetry.simulator.SimulatedUser;
import io.github.botmetry.testing.BotmetryExtension;
import io.github.botmetry.testing.RecordedFailure;
import io.github.botmetry.testing.RecordingFailures;
import io.github.botmetry.testing.TestEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests of a bot's failures and of an observer, as testing/README.md shows them. */
@ExtendWith(BotmetryExtension.class)
class FailureSnippetsTest {

    private static final class Failing extends ListenerAdapter {
        @Override
        public void onSlashCommandInteraction(SlashCommandInteractionEvent event) {
            throw new IllegalStateException("no such channel");
        }
    }

    /** Keeps which users have run a command. */
    private static final class Users implements EventObserver {
        private final List<String> names = new ArrayList<>();

        @Override
        public Observation begin(BotEvent event) {
            return new Observation() {
                @Override
                public void finished(Outcome outcome, Duration duration) {
                    names.add(event.userName() + " " + outcome);
                }
            };
        }
    }

    @Test
    void commandThatFails_isReported_withUserCommandAndLink(Botmetry botmetry, RecordingFailures failures)
            throws InterruptedException {
        try (DiscordSimulator discord = DiscordSimulator.create()) {
            SimulatedGuild guild = discord.guild("Garden");
            SimulatedChannel general = guild.textChannel("general");
            SimulatedUser alice = guild.member("alice");
            JDABuilder builder = JDABuilder.createDefault(discord.token())
                    .setRestConfig(new RestConfig().setBaseUrl(discord.restUrl()))
                    .setSessionController(new ConcurrentSessionController() {
                        @Override
                        public String getGateway() {
                            return discord.gatewayUrl();
                        }
                    })
                    .addEventListeners(new Failing());
            JDA jda = JdaIntegration.create(botmetry).attach(builder).build().awaitReady();

            alice.runs("ping").in(general);
            assertThat(failures.awaitIn("ping"))
                    .extracting(RecordedFailure::userId, RecordedFailure::jumpUrl)
                    .containsExactly(alice.id(), "https://discord.com/channels/" + guild.id() + "/" + general.id());

            jda.shutdownNow();
            assertThat(jda.awaitShutdown(Duration.ofSeconds(30))).isTrue();
        }
    }

    @Test
    void observer_isNotifiedOfAnEventThatTheTestMade(Botmetry botmetry) {
        Users users = new Users();
        botmetry.wiring().observe(users);

        TestEvent ping = TestEvent.slash("ping").guild(100).user(7, "ada").build();
        EventFrame frame = botmetry.wiring().events().begin(ping);
        frame.finish(Duration.ofMillis(7));
        assertThat(users.names).containsExactly("ada OK");
    }
}
