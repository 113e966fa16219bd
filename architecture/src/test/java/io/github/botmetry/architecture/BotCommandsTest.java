package io.github.botmetry.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.Botmetry;
import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.EventObserver;
import io.github.botmetry.event.Failure;
import io.github.botmetry.event.Observation;
import io.github.botmetry.event.Outcome;
import io.github.botmetry.simulator.DiscordSimulator;
import io.github.botmetry.simulator.Modal;
import io.github.botmetry.simulator.SimulatedChannel;
import io.github.botmetry.simulator.SimulatedMessage;
import io.github.botmetry.simulator.SimulatedUser;
import io.github.freya022.botcommands.api.core.BContext;
import io.github.freya022.botcommands.api.core.BotCommands;
import io.github.freya022.botcommands.api.core.JDAService;
import io.github.freya022.botcommands.api.core.config.BServiceConfigBuilder;
import io.github.freya022.botcommands.api.core.db.ConnectionSupplier;
import io.github.freya022.botcommands.api.core.service.ServiceSupplierBuilder;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import kotlin.jvm.JvmClassMappingKt;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** A bot on the real BotCommands, with exactly what docs/frameworks.md shows. It needs JDA 6. */
@EnabledIf("isJda6")
class BotCommandsTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String DATABASE =
            "jdbc:h2:mem:bc;DB_CLOSE_DELAY=-1;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";

    private final DiscordSimulator discord = DiscordSimulator.create();
    private final SimulatedChannel general = discord.guild("Garden").textChannel("general");
    private final SimulatedUser alice = discord.guild("Garden").member("alice");
    private final Botmetry botmetry = Botmetry.builder().shutdownHook(false).build();
    private final List<String> finished = new CopyOnWriteArrayList<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private BContext context;
    private volatile @Nullable JDA jda;

    private final class Recorder implements EventObserver {
        @Override
        public Observation begin(BotEvent event) {
            return new Observation() {
                @Override
                public void finished(Outcome outcome, Duration duration) {
                    finished.add(event.kind() + " " + event.name() + " " + outcome);
                }
            };
        }

        @Override
        public @Nullable String failed(@Nullable BotEvent event, Failure failure) {
            failures.add((event == null ? "nothing" : event.name()) + " "
                    + failure.error().getClass().getSimpleName());
            return null;
        }
    }

    /** As BotCommands' documentation has it for H2. */
    private record Database() implements ConnectionSupplier {

        static Database create() throws SQLException {
            try (Connection connection = DriverManager.getConnection(DATABASE);
                    var statement = connection.createStatement()) {
                statement.execute("CREATE SCHEMA bc");
                statement.execute("SET SCHEMA bc");
                statement.execute("RUNSCRIPT FROM 'classpath:bc_database_scripts/B3.0.0.2026.03.16__Release.sql'");
            }
            return new Database();
        }

        @Override
        public int getMaxConnections() {
            return 4;
        }

        @Override
        public Connection getConnection() throws SQLException {
            return DriverManager.getConnection(DATABASE);
        }
    }

    static boolean isJda6() {
        return JDA.class.getResource("/net/dv8tion/jda/api/components/label/Label.class") != null;
    }

    private JDABuilder builder(JDAService service) {
        return service.createDefault(discord.token())
                .setRestConfig(JDAService.getDefaultRestConfig().setBaseUrl(discord.restUrl()))
                .setSessionController(new ConcurrentSessionController() {
                    @Override
                    public String getGateway() {
                        return discord.gatewayUrl();
                    }
                })
                .addEventListeners((EventListener) event -> {
                    if (event instanceof ReadyEvent) {
                        jda = event.getJDA();
                    }
                })
                .setEnableShutdownHook(false);
    }

    private static <T> void provide(BServiceConfigBuilder services, Class<T> type, T service) {
        services.registerServiceSupplier(
                new ServiceSupplierBuilder<>(JvmClassMappingKt.getKotlinClass(type)).build(context -> service));
    }

    @BeforeEach
    void start() throws Exception {
        botmetry.wiring().observe(new Recorder());
        Database database = Database.create();
        context = BotCommands.create(config -> {
            config.addPredefinedOwners(1);
            List.of(
                            BotCommandsSnippets.Bot.class,
                            BotCommandsSnippets.Observed.class,
                            BotCommandsSnippets.FailureTeller.class,
                            BotCommandsSnippets.Rejections.class,
                            BotCommandsCommands.Members.class,
                            BotCommandsCommands.Slash.class,
                            BotCommandsCommands.Text.class)
                    .forEach(config::addClass);
            config.coroutineScopes(scopes -> BotCommandsSnippets.inEvents(scopes));
            config.components(components -> components.enable(true));
            config.textCommands(text -> text.getPrefixes().add("!"));
            config.applicationCommands(commands -> commands.disableCache());
            config.services(services -> {
                provide(services, Botmetry.class, botmetry);
                provide(services, BotCommandsSnippets.Simulated.class, this::builder);
                provide(services, ConnectionSupplier.class, database);
            });
        });
        await().atMost(SOON).until(() -> jda != null);
        var commands = context.getApplicationCommandsContext();
        commands.updateGlobalApplicationCommands(false).get(30, TimeUnit.SECONDS);
        for (Guild guild : jda.getGuilds()) {
            commands.updateGuildApplicationCommands(guild, false).get(30, TimeUnit.SECONDS);
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        context.shutdownNow();
        assertThat(jda.awaitShutdown(SOON)).isTrue();
        discord.close();
        botmetry.close();
    }

    private void run(String command) {
        alice.runs(command).in(general).awaitAcknowledged(SOON);
    }

    private void awaitFinished(String... expected) {
        await().atMost(SOON).untilAsserted(() -> assertThat(finished).containsExactlyInAnyOrder(expected));
    }

    @Test
    void everyKindOfEvent_endsWithItsOutcome_andItsFailure() {
        SimulatedMessage foreign = general.earlierBotMessage("old")
                .button("BotCommands-Components-4711", "Old")
                .post();
        run("fail");
        run("crash");
        run("ban");
        run("lounge");
        run("daily");
        run("daily");
        SimulatedMessage vote = alice.runs("vote").in(general).awaitReply(SOON).message();
        alice.presses(vote, vote.customIds().get(0)).awaitAcknowledged(SOON);
        alice.presses(vote, vote.customIds().get(1)).awaitAcknowledged(SOON);
        alice.presses(foreign, "BotCommands-Components-4711").awaitAcknowledged(SOON);
        Modal modal = alice.runs("report").in(general).awaitModal(SOON);
        alice.submits(modal).with("reason", "spam").send().awaitAcknowledged(SOON);
        alice.completes("find").focused("query", "a").in(general).awaitChoices(SOON);
        alice.completes("find").focused("query", "fail").in(general);
        alice.sends(general, "!config set level 3");
        alice.sends(general, "!break");
        alice.sends(general, "!kick");

        awaitFinished(
                "SLASH vote OK",
                "SLASH report OK",
                "SLASH fail ERROR",
                "SLASH crash ERROR",
                "SLASH ban REJECTED",
                "SLASH lounge REJECTED",
                "SLASH daily OK",
                "SLASH daily REJECTED",
                "BUTTON BotCommands-* OK",
                "BUTTON BotCommands-* ERROR",
                "BUTTON BotCommands-* REJECTED",
                "MODAL BotCommands-* ERROR",
                "AUTOCOMPLETE find OK",
                "AUTOCOMPLETE find ERROR",
                "TEXT_COMMAND config set OK",
                "TEXT_COMMAND break ERROR",
                "TEXT_COMMAND kick REJECTED");
        assertThat(failures)
                .containsExactlyInAnyOrder(
                        "fail PlannedFailure",
                        "crash AssertionError",
                        "BotCommands-* PlannedFailure",
                        "BotCommands-* PlannedFailure",
                        "find PlannedFailure",
                        "break PlannedFailure");
        assertThat(botmetry.warnings()).isEmpty();
    }
}
