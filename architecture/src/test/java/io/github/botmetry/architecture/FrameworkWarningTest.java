package io.github.botmetry.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.Botmetry;
import io.github.botmetry.jda.JdaIntegration;
import io.github.botmetry.simulator.DiscordSimulator;
import java.time.Duration;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import xyz.dynxsty.dih4jda.InteractionHandler;

/** A framework whose hooks are not installed is named, with the lines to write. */
class FrameworkWarningTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final DiscordSimulator discord = DiscordSimulator.create();
    private final Botmetry botmetry = Botmetry.builder().shutdownHook(false).build();
    private JDA jda;

    @AfterEach
    void stop() throws InterruptedException {
        jda.shutdownNow();
        assertThat(jda.awaitShutdown(SOON)).isTrue();
        discord.close();
        botmetry.close();
    }

    private void start(JdaIntegration integration) throws InterruptedException {
        JDABuilder builder = JDABuilder.createDefault(discord.token())
                .setRestConfig(new RestConfig().setBaseUrl(discord.restUrl()))
                .setSessionController(new ConcurrentSessionController() {
                    @Override
                    public String getGateway() {
                        return discord.gatewayUrl();
                    }
                })
                .setEnableShutdownHook(false);
        jda = integration.attach(builder).build().awaitReady();
    }

    @Test
    void frameworkThatIsRegisteredLater_isNamedWithItsLines() throws Exception {
        start(JdaIntegration.create(botmetry));
        jda.addEventListener(new InteractionHandler());

        await().atMost(SOON).until(() -> !botmetry.warnings().isEmpty());

        assertThat(botmetry.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo("framework-without-hooks");
            assertThat(warning.toString())
                    .contains("DIH4JDA", "xyz.dynxsty.dih4jda.InteractionHandler", "integration.frameworkEvents()")
                    .contains("setExecutor(CurrentEvent.wrap(executor))", "addEventListener(new Observed())");
        });
    }

    @Test
    void frameworkWithHooks_isNotWarnedOf() throws Exception {
        JdaIntegration integration = JdaIntegration.create(botmetry);
        start(integration);
        jda.addEventListener(new InteractionHandler());
        integration.frameworkEvents();

        await().during(Duration.ofSeconds(8))
                .atMost(SOON)
                .until(() -> botmetry.warnings().isEmpty());
    }
}
