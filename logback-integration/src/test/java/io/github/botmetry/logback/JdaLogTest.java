package io.github.botmetry.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.Botmetry;
import io.github.botmetry.event.EventDispatcher;
import io.github.botmetry.jda.JdaIntegration;
import io.github.botmetry.simulator.DiscordSimulator;
import io.github.botmetry.simulator.SimulatedChannel;
import io.github.botmetry.simulator.SimulatedGuild;
import io.github.botmetry.simulator.SimulatedUser;
import io.github.botmetry.testing.RecordingStats;
import java.time.Duration;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.hooks.AnnotatedEventManager;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.hooks.SubscribeEvent;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the real JDA logs of failures, and what a bot on it logs. */
class JdaLogTest {

    private static final Logger LOG = LoggerFactory.getLogger("com.example.Bot");
    private static final String JDA_LOGGER = "net.dv8tion.jda.api.JDA";
    private static final String REST_LOGGER = "net.dv8tion.jda.api.requests.RestAction";
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Heard heard = new Heard();
    private DiscordSimulator discord;
    private SimulatedChannel general;
    private SimulatedUser alice;
    private Botmetry botmetry;
    private RecordingStats stats;
    private JDA jda;

    /** Fails and logs in each way that a bot does. */
    private static void handle(Object event) {
        if (!(event instanceof SlashCommandInteractionEvent command)) {
            return;
        }
        switch (command.getFullCommandName()) {
            case "throw" -> throw new IllegalStateException("thrown");
            case "log" -> logFailure(command);
            case "request" -> command.getChannel().deleteMessageById(1).queue();
            case "callback" ->
                command.reply("done").queue(done -> {
                    throw new IllegalStateException("in a callback");
                });
            default -> command.reply("done").queue();
        }
    }

    private static void logFailure(SlashCommandInteractionEvent command) {
        try {
            throw new IllegalStateException("caught");
        } catch (IllegalStateException e) {
            LOG.error("could not answer", e);
        }
        command.reply("sorry").queue();
    }

    private static final class Annotated {
        @SubscribeEvent
        public void on(SlashCommandInteractionEvent event) {
            handle(event);
        }
    }

    @BeforeEach
    void start() {
        discord = DiscordSimulator.create();
        SimulatedGuild garden = discord.guild("Garden");
        general = garden.textChannel("general");
        alice = garden.member("alice");
        botmetry = Botmetry.builder()
                .strict(true)
                .shutdownHook(false)
                .install(LogbackIntegration.create())
                .install(heard)
                .build();
        stats = RecordingStats.of(botmetry);
    }

    private JDABuilder builder() {
        return JDABuilder.createDefault(discord.token(), GatewayIntent.getIntents(GatewayIntent.ALL_INTENTS))
                .setRestConfig(new RestConfig().setBaseUrl(discord.restUrl()))
                .setSessionController(new ConcurrentSessionController() {
                    @Override
                    public String getGateway() {
                        return discord.gatewayUrl();
                    }
                })
                .setEnableShutdownHook(false);
    }

    private void login(JDABuilder builder) throws InterruptedException {
        jda = JdaIntegration.create(botmetry).attach(builder).build().awaitReady();
    }

    @AfterEach
    void stop() throws InterruptedException {
        jda.shutdownNow();
        assertThat(jda.awaitShutdown(SOON)).isTrue();
        botmetry.close();
        discord.close();
    }

    private void awaitLogged(String logger, int lines) {
        await().atMost(SOON).until(() -> stats.count(LogReceiver.EVENTS, logger, "error") == lines);
    }

    /** A line is counted before the failure in it is told, and JDA may log before we tell. */
    private void assertTold(String event, String source) {
        await().atMost(SOON).until(() -> !heard.failures.isEmpty());
        assertThat(heard.failures).hasSize(1);
        assertThat(heard.failures.get(0).event()).isEqualTo(event);
        assertThat(heard.failures.get(0).source()).isEqualTo(source);
        assertThat(stats.count(EventDispatcher.ERRORS)).isEqualTo(1);
    }

    @Test
    void listenersException_thatJdaLogs_isCountedOnce() throws Exception {
        login(builder().addEventListeners((EventListener) JdaLogTest::handle));
        alice.runs("throw").in(general);
        awaitLogged(JDA_LOGGER, 1);

        assertTold("throw", "LISTENER");
    }

    @Test
    void annotatedListenersException_thatJdaLogsWrapped_isCountedOnce() throws Exception {
        login(builder().setEventManager(new AnnotatedEventManager()).addEventListeners(new Annotated()));
        alice.runs("throw").in(general);
        awaitLogged(JDA_LOGGER, 1);

        assertTold("throw", "LISTENER");
    }

    @Test
    void exceptionThatTheBotOnlyLogs_isToldWithItsCommand() throws Exception {
        login(builder().addEventListeners((EventListener) JdaLogTest::handle));
        alice.runs("log").in(general);
        awaitLogged("com.example.Bot", 1);

        assertTold("log", "LOGGED");
    }

    @Test
    void failedRequest_ofWhichJdaLogsTheCallSiteOnly_isCountedOnce() throws Exception {
        discord.on("DELETE", "channels/{channel_id}/messages/{message_id}").answer(404, 10008);
        login(builder().addEventListeners((EventListener) JdaLogTest::handle));
        alice.runs("request").in(general);
        awaitLogged(REST_LOGGER, 1);

        assertTold("request", "REST");
    }

    @Test
    void exceptionInACallback_thatJdaLogs_isCountedOnce() throws Exception {
        login(builder().addEventListeners((EventListener) JdaLogTest::handle));
        alice.runs("callback").in(general);
        awaitLogged(REST_LOGGER, 1);

        assertTold("callback", "CALLBACK");
    }
}
