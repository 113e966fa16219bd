package io.github.botmetry.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jagrosh.jdautilities.command.Command;
import com.jagrosh.jdautilities.command.CommandEvent;
import com.jagrosh.jdautilities.command.CommandListener;
import com.jagrosh.jdautilities.command.SlashCommand;
import com.jagrosh.jdautilities.command.SlashCommandEvent;
import io.github.botmetry.Botmetry;
import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.event.EventDispatcher;
import io.github.botmetry.jda.FrameworkEvents;
import io.github.botmetry.jda.JdaIntegration;
import io.github.botmetry.simulator.DiscordSimulator;
import io.github.botmetry.simulator.SimulatedChannel;
import io.github.botmetry.simulator.SimulatedMessage;
import io.github.botmetry.simulator.SimulatedUser;
import io.github.botmetry.testing.BotmetryExtension;
import io.github.botmetry.testing.RecordedFailure;
import io.github.botmetry.testing.RecordingFailures;
import io.github.botmetry.testing.RecordingStats;
import io.github.botmetry.testing.UdpCapture;
import io.github.kaktushose.jdac.JDACommands;
import io.github.kaktushose.jdac.dispatching.context.InvocationContext;
import io.github.kaktushose.jdac.introspection.Introspection;
import io.github.kaktushose.jdac.introspection.lifecycle.Subscriber;
import io.github.kaktushose.jdac.introspection.lifecycle.events.InteractionFinishedEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.interaction.GenericInteractionCreateEvent;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.GenericComponentInteractionCreateEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.interactions.Interaction;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import xyz.dynxsty.dih4jda.events.AutoCompleteExceptionEvent;
import xyz.dynxsty.dih4jda.events.CommandCooldownEvent;
import xyz.dynxsty.dih4jda.events.CommandExceptionEvent;
import xyz.dynxsty.dih4jda.events.ComponentExceptionEvent;
import xyz.dynxsty.dih4jda.events.InsufficientPermissionsEvent;
import xyz.dynxsty.dih4jda.events.InvalidGuildEvent;
import xyz.dynxsty.dih4jda.events.InvalidRoleEvent;
import xyz.dynxsty.dih4jda.events.InvalidUserEvent;
import xyz.dynxsty.dih4jda.events.ModalExceptionEvent;

/** The hooks that docs/frameworks.md shows do what it says, called as the frameworks call them. */
@ExtendWith(BotmetryExtension.class)
class FrameworkSnippetsTest {

    private DiscordSimulator discord;
    private JDA jda;
    private JdaIntegration integration;
    private FrameworkEvents events;
    private RecordingFailures failures;

    private static final class PlannedFailure extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @BeforeEach
    void simulate(Botmetry botmetry) {
        discord = DiscordSimulator.create();
        integration = JdaIntegration.create(botmetry);
        events = integration.frameworkEvents();
        failures = RecordingFailures.of(botmetry);
    }

    @AfterEach
    void stop() throws InterruptedException {
        jda.shutdownNow();
        assertThat(jda.awaitShutdown()).isTrue();
        discord.close();
    }

    private <E extends GenericEvent> void start(Class<E> type, Consumer<E> framework) throws InterruptedException {
        EventListener listener = event -> {
            if (type.isInstance(event)) {
                framework.accept(type.cast(event));
            }
        };
        JDABuilder builder = JDABuilder.createDefault(
                        discord.token(), GatewayIntent.getIntents(GatewayIntent.ALL_INTENTS))
                .setRestConfig(new RestConfig().setBaseUrl(discord.restUrl()))
                .setSessionController(new ConcurrentSessionController() {
                    @Override
                    public String getGateway() {
                        return discord.gatewayUrl();
                    }
                })
                .addEventListeners(listener);
        jda = integration.attach(builder).build().awaitReady();
    }

    private void send(String text) {
        discord.guild("Garden").member("alice").sends(discord.guild("Garden").textChannel("general"), text);
    }

    private void run(String command) {
        discord.guild("Garden")
                .member("alice")
                .runs(command)
                .in(discord.guild("Garden").textChannel("general"));
    }

    private static final Command RANK = new Command() {
        @Override
        public String getName() {
            return "rank";
        }
    };

    /** A bot that only logs what commands throw. */
    private static final class OwnListener implements CommandListener {
        @Override
        public void onCommandException(CommandEvent event, Command command, Throwable throwable) {}
    }

    @Test
    void chewtils_commandsAreCounted_andTheirFailuresToldOnce(RecordingStats stats, UdpCapture capture)
            throws Exception {
        CommandListener listener = FrameworkSnippets.observed(new OwnListener(), events);
        start(MessageReceivedEvent.class, message -> {
            CommandEvent event = new CommandEvent(message);
            listener.onCommand(event, RANK);
            switch (message.getMessage().getContentRaw()) {
                case "!rank" -> listener.onCommandException(event, RANK, new PlannedFailure());
                case "!rank again" -> listener.onTerminatedCommand(event, RANK);
                default -> CurrentEvent.tag("level", "3");
            }
        });

        send("!rank");
        send("!rank again");
        send("!rank me");

        capture.await(c -> c.counter("commands.rank") == 3);
        assertThat(capture.counter("commands.rank.error")).isEqualTo(1);
        assertThat(capture.counter("commands.rank.rejected")).isEqualTo(1);
        assertThat(capture.counter("commands.rank.ok")).isEqualTo(1);
        assertThat(stats.count(EventDispatcher.ERRORS, "listener", "PlannedFailure"))
                .isEqualTo(1);
    }

    @Test
    void chewtils_failuresAndRejectionsOfSlashCommandsAreTheirs(RecordingStats stats, UdpCapture capture)
            throws Exception {
        CommandListener listener = FrameworkSnippets.observed(
                new CommandListener() {
                    @Override
                    public void onSlashCommandException(
                            SlashCommandEvent event, SlashCommand command, Throwable error) {}
                },
                events);
        start(SlashCommandInteractionEvent.class, event -> {
            SlashCommandEvent own = new SlashCommandEvent(event);
            listener.onSlashCommand(own, null);
            switch (event.getName()) {
                case "vote" -> listener.onSlashCommandException(own, null, new PlannedFailure());
                case "ban" -> listener.onTerminatedSlashCommand(own, null);
                default -> CurrentEvent.tag("level", "3");
            }
            own.reply("done").queue();
        });

        run("vote");
        run("ban");
        run("rank");

        capture.await(c -> c.counter("commands.vote.error") == 1
                && c.counter("commands.ban.rejected") == 1
                && c.counter("commands.rank.ok") == 1);
        assertThat(failures.all()).extracting(RecordedFailure::name).containsExactly("vote");
    }

    @Test
    void chewtils_listenerThatThrows_throwsAsWithoutUs(Botmetry botmetry) throws Exception {
        CommandListener listener = FrameworkSnippets.observed(new CommandListener() {}, events);
        RuntimeException failure = new PlannedFailure();
        List<Throwable> thrown = new CopyOnWriteArrayList<>();
        start(MessageReceivedEvent.class, message -> {
            try {
                listener.onCommandException(new CommandEvent(message), RANK, failure);
            } catch (PlannedFailure e) {
                thrown.add(e);
            }
        });

        send("!rank");

        await().until(() -> !thrown.isEmpty());
        assertThat(thrown).containsExactly(failure);
    }

    /** Notifies the listener of an interaction with this name, as DIH4JDA does. */
    private static void tell(Interaction interaction, String name) {
        var listener = new FrameworkSnippets.Observed();
        switch (name) {
            case "vote" -> listener.onCommandException(new CommandExceptionEvent(interaction, new PlannedFailure()));
            case "colour" ->
                listener.onComponentException(new ComponentExceptionEvent(interaction, new PlannedFailure()));
            case "find" ->
                listener.onAutoCompleteException(new AutoCompleteExceptionEvent(interaction, new PlannedFailure()));
            case "report" -> listener.onModalException(new ModalExceptionEvent(interaction, new PlannedFailure()));
            case "ban" -> listener.onInsufficientPermissions(new InsufficientPermissionsEvent(interaction));
            case "own" -> listener.onInvalidUser(new InvalidUserEvent(interaction));
            case "vip" -> listener.onInvalidRole(new InvalidRoleEvent(interaction));
            case "home" -> listener.onInvalidGuild(new InvalidGuildEvent(interaction));
            default -> listener.onCommandCooldown(new CommandCooldownEvent(interaction));
        }
    }

    /** DIH4JDA, as far as it matters: it handles each interaction on its executor. */
    private void startDih4jda() throws InterruptedException {
        FrameworkSnippets.Observed.events = events;
        var executor = FrameworkSnippets.executor(ForkJoinPool.commonPool());
        start(
                GenericInteractionCreateEvent.class,
                event -> executor.execute(() -> {
                    if (event instanceof SlashCommandInteractionEvent command) {
                        tell(command, command.getName());
                        command.reply("no").queue();
                    } else if (event instanceof GenericComponentInteractionCreateEvent component) {
                        tell(component, component.getComponentId());
                        component.deferEdit().queue();
                    } else if (event instanceof CommandAutoCompleteInteractionEvent completion) {
                        tell(completion, completion.getName());
                        completion.replyChoices().queue();
                    } else if (event instanceof ModalInteractionEvent modal) {
                        tell(modal, modal.getModalId());
                        modal.reply("no").queue();
                    }
                }));
    }

    @Test
    void dih4jda_failuresAndRejectionsAreThoseOfTheEvent(RecordingStats stats, UdpCapture capture) throws Exception {
        SimulatedChannel general = discord.guild("Garden").textChannel("general");
        SimulatedUser alice = discord.guild("Garden").member("alice");
        SimulatedMessage message = general.earlierBotMessage("choose")
                .select("colour", "red", "blue")
                .post();
        startDih4jda();

        for (String command : List.of("vote", "ban", "own", "vip", "home", "daily")) {
            run(command);
        }
        alice.chooses(message, "colour", "red");
        alice.completes("find").focused("query", "a").in(general);

        capture.await(c -> c.counter("commands.vote.error") == 1
                && Stream.of("ban", "own", "vip", "home", "daily")
                        .allMatch(command -> c.counter("commands." + command + ".rejected") == 1)
                && c.counter("interactions.select.acked") == 1
                && c.counter("interactions.autocomplete.acked") == 1);
        assertThat(stats.count(EventDispatcher.ERRORS, "listener", "PlannedFailure"))
                .isEqualTo(3);
        assertThat(failures.all())
                .extracting(RecordedFailure::name)
                .containsExactlyInAnyOrder("vote", "colour", "find");
    }

    /** Calls the one subscriber as JDA-Commands does: on a thread of its own. */
    private static final class Published implements Introspection {

        private Subscriber<InteractionFinishedEvent> subscriber;

        @Override
        @SuppressWarnings("unchecked")
        public <T> Object subscribe(Class<T> event, Subscriber<T> subscriber) {
            this.subscriber = (Subscriber<InteractionFinishedEvent>) subscriber;
            return this;
        }

        void finished(SlashCommandInteractionEvent event, Exception exception) {
            new Thread(() -> {
                        subscriber.accept(
                                new InteractionFinishedEvent(new InvocationContext<>(event), exception), this);
                        event.reply("done").queue();
                    })
                    .start();
        }
    }

    @Test
    void jdaCommands_failuresAreThoseOfTheCommand(RecordingStats stats, UdpCapture capture) throws Exception {
        Published published = new Published();
        FrameworkSnippets.jdaCommands(new JDACommands(published), events);
        start(
                SlashCommandInteractionEvent.class,
                event -> published.finished(event, event.getName().equals("vote") ? new PlannedFailure() : null));

        run("vote");
        run("rank");

        capture.await(c -> c.counter("commands.vote.error") == 1 && c.counter("commands.rank.ok") == 1);
        assertThat(stats.count(EventDispatcher.ERRORS, "listener", "PlannedFailure"))
                .isEqualTo(1);
    }
}
