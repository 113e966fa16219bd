package io.github.botmetry.jda;

import static io.github.botmetry.jda.TestBot.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.event.EventObserver;
import io.github.botmetry.event.Observation;
import io.github.botmetry.event.Scope;
import io.github.botmetry.simulator.SimulatedChannel;
import io.github.botmetry.simulator.SimulatedMessage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.events.interaction.command.MessageContextInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.requests.GatewayIntent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What is known of an event while it is handled: in the log, in frames, and what is not to be known. */
class ContextTest {

    private static final Logger LOG = LoggerFactory.getLogger("bot");

    private final LogLines lines = new LogLines("bot");
    private final List<BotEvent> seen = new CopyOnWriteArrayList<>();
    private TestBot bot = new TestBot();

    @AfterEach
    void stop() {
        lines.close();
        bot.close();
    }

    private BotEvent theEvent() {
        await().atMost(Simulated.SOON).until(() -> !seen.isEmpty());
        return seen.get(0);
    }

    @Test
    void logLines_ofCommandAndItsCallbacks_sayWhatIsHandled() throws Exception {
        bot.start(on(SlashCommandInteractionEvent.class, event -> {
            MDC.put("user", "the bot's own");
            LOG.info("handling");
            event.reply("a").queue(hook -> LOG.info("answered"));
        }));

        var interaction = bot.run("ping");

        await().atMost(Simulated.SOON).until(() -> lines.lines().size() == 2);
        Map<String, String> expected = Map.of(
                "command", "ping",
                "interaction", Long.toString(interaction.id()),
                "guild", Long.toString(bot.general.guild().id()),
                "channel", Long.toString(bot.general.id()),
                "user", Long.toString(bot.alice.id()));
        assertThat(lines.lines().get(1).getMDCPropertyMap()).containsAllEntriesOf(expected);
        assertThat(lines.lines().get(0).getMDCPropertyMap())
                .containsEntry("command", "ping")
                .containsEntry("user", "the bot's own");
    }

    @Test
    void logLines_afterACommand_sayNothingOfIt() throws Exception {
        bot.start(
                on(SlashCommandInteractionEvent.class, event -> event.reply("a").queue()),
                on(MessageReceivedEvent.class, event -> LOG.info("message")));

        bot.run("ping").awaitReply(Simulated.SOON);
        bot.alice.sends(bot.general, "hello");

        await().atMost(Simulated.SOON).until(() -> lines.messages().contains("INFO message"));
        assertThat(lines.lines().get(0).getMDCPropertyMap()).doesNotContainKeys("command", "interaction", "user");
    }

    @Test
    void observers_areEntered_whereTheBotsCodeRuns_notWhereJdaSchedulesItsRequests() throws Exception {
        List<String> threads = new CopyOnWriteArrayList<>();
        bot.botmetry.wiring().observe(new EventObserver() {
            @Override
            public Observation begin(BotEvent event) {
                return new Observation() {
                    @Override
                    public Scope enter() {
                        threads.add(Thread.currentThread().getName());
                        return Scope.NOOP;
                    }
                };
            }
        });
        bot.start(
                on(SlashCommandInteractionEvent.class, event -> event.reply("a").queue(hook -> LOG.info("answered"))));

        bot.run("ping");

        await().atMost(Simulated.SOON).until(() -> !lines.lines().isEmpty());
        assertThat(threads).hasSize(2).noneMatch(name -> name.contains("Scheduler"));
    }

    @Test
    void textCommands_whoseNameNoMessageCanHave_areRefused() {
        assertThatThrownBy(() -> TextCommands.prefix("!", List.of("rank", "config set")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("names must be without spaces, at which a command's name ends, was \"config set\"");
    }

    @Test
    void jumpUrl_leadsToTheMessageWhereThereIsOne() throws Exception {
        SimulatedMessage message =
                bot.general.earlierBotMessage("vote").button("vote:1", "Vote").post();
        bot.start(
                on(ButtonInteractionEvent.class, event -> {
                    seen.add(CurrentEvent.get());
                    event.deferEdit().queue();
                }),
                on(MessageContextInteractionEvent.class, event -> {
                    seen.add(CurrentEvent.get());
                    event.reply("a").queue();
                }),
                on(SlashCommandInteractionEvent.class, event -> {
                    seen.add(CurrentEvent.get());
                    event.reply("a").queue();
                }),
                on(MessageReceivedEvent.class, event -> {
                    if (!event.getAuthor().isBot()) {
                        seen.add(CurrentEvent.get());
                    }
                }));

        bot.alice.presses(message, "vote:1");
        await().atMost(Simulated.SOON).until(() -> seen.size() == 1);
        bot.alice.uses("Translate").on(message);
        await().atMost(Simulated.SOON).until(() -> seen.size() == 2);
        bot.run("ping");
        await().atMost(Simulated.SOON).until(() -> seen.size() == 3);
        SimulatedMessage written = bot.alice.sends(bot.general, "hello");
        await().atMost(Simulated.SOON).until(() -> seen.size() == 4);
        bot.alice.sendsDirectly("hello");
        await().atMost(Simulated.SOON).until(() -> seen.size() == 5);

        String channel = "https://discord.com/channels/" + bot.general.guild().id() + "/" + bot.general.id();
        assertThat(seen.subList(0, 4))
                .extracting(BotEvent::jumpUrl)
                .containsExactly(
                        channel + "/" + message.id(),
                        channel + "/" + message.id(),
                        channel,
                        channel + "/" + written.id());
        assertThat(seen.get(4).jumpUrl()).startsWith("https://discord.com/channels/@me/");
        assertThat(seen).extracting(BotEvent::userId).containsOnly(bot.alice.id());
        assertThat(seen).extracting(BotEvent::userName).containsOnly("alice");
    }

    @Test
    void interactions_inDirectMessagesAndForeignGuilds_areDescribedByIds() throws Exception {
        SimulatedChannel foreign = bot.discord.foreignGuild("Elsewhere").textChannel("general");
        bot.start(on(SlashCommandInteractionEvent.class, event -> {
            seen.add(CurrentEvent.get());
            event.reply("a").queue(hook -> seen.add(CurrentEvent.get()));
        }));

        bot.alice.runs("ping").inDirectMessages();
        await().atMost(Simulated.SOON).until(() -> seen.size() == 2);
        bot.alice.runs("ping").in(foreign);
        await().atMost(Simulated.SOON).until(() -> seen.size() == 4);

        assertThat(seen.subList(0, 2)).extracting(BotEvent::guildId).containsOnly(0L);
        assertThat(seen.subList(0, 2))
                .extracting(BotEvent::jumpUrl)
                .allMatch(url -> url.startsWith("https://discord.com/channels/@me/"));
        assertThat(seen.subList(2, 4))
                .extracting(BotEvent::guildId)
                .containsOnly(foreign.guild().id());
        assertThat(seen).extracting(BotEvent::userName).containsOnly("alice");
        await().atMost(Simulated.SOON)
                .untilAsserted(() -> assertThat(bot.numbers.count("discord.commands", "ping", "slash", "ok"))
                        .isEqualTo(2));
    }

    @Test
    void content_isReadOnlyWithTheIntent() throws Exception {
        bot.start(
                JdaIntegration.create(bot.botmetry),
                builder -> builder.disableIntents(GatewayIntent.MESSAGE_CONTENT),
                on(MessageReceivedEvent.class, event -> seen.add(CurrentEvent.get())));
        try (LogLines ofJda = new LogLines("net.dv8tion.jda")) {
            bot.alice.sends(bot.general, "hello");
            assertThat(theEvent().content()).isNull();
            assertThat(ofJda.messages()).isEmpty();
        }
    }

    @Test
    void textCommands_areCountedWithTheirOutcome_otherMessagesAreNot() throws Exception {
        JdaIntegration integration = JdaIntegration.builder(bot.botmetry)
                .textCommands(TextCommands.prefix("!", List.of("rank", "fail", "secret")))
                .build();
        bot.start(integration, builder -> builder, on(MessageReceivedEvent.class, event -> {
            seen.add(CurrentEvent.get());
            switch (event.getMessage().getContentRaw()) {
                case "!fail" -> throw new IllegalStateException("planned");
                case "!secret" -> CurrentEvent.reject("not the owner");
                case "!rank 7" -> event.getChannel().sendMessage("7th").queue();
                default -> LOG.info("nothing to do");
            }
        }));

        for (String content : List.of("!rank 7", "!fail", "!secret", "!other", "rank", "!", "! rank me")) {
            bot.alice.sends(bot.general, content);
        }

        await().atMost(Simulated.SOON)
                .untilAsserted(() -> assertThat(bot.numbers.counts("discord.commands"))
                        .containsOnly(
                                Map.entry("rank/text/ok", 2L),
                                Map.entry("fail/text/error", 1L),
                                Map.entry("secret/text/rejected", 1L)));
        assertThat(bot.failures).containsExactly("fail LISTENER IllegalStateException");
        assertThat(seen.get(0).kind()).isEqualTo(BotEvent.Kind.TEXT_COMMAND);
        assertThat(seen.get(0).parent().name()).isEqualTo("MessageReceivedEvent");
        assertThat(bot.numbers.counts("discord.interactions")).isEmpty();
    }

    @Test
    void textCommands_thatNobodyNamed_areCountedWithoutTheirWords() throws Exception {
        JdaIntegration integration = JdaIntegration.builder(bot.botmetry)
                .textCommands(TextCommands.prefix("!"))
                .build();
        bot.start(integration, builder -> builder, on(MessageReceivedEvent.class, event -> {}));

        bot.alice.sends(bot.general, "!hunter2 is my password");
        bot.alice.sends(bot.general, "!help");

        await().atMost(Simulated.SOON)
                .untilAsserted(() -> assertThat(bot.numbers.counts("discord.commands"))
                        .containsOnly(Map.entry("_unknown/text/ok", 2L)));
    }

    @Test
    void textCommands_withoutTheIntent_areWarnedOfAtAttach() {
        bot.close();
        bot = TestBot.lenient();
        JdaIntegration integration = JdaIntegration.builder(bot.botmetry)
                .textCommands(TextCommands.prefix("!"))
                .build();

        integration.attach(JDABuilder.createLight("token", GatewayIntent.GUILD_MESSAGES));

        assertThat(Warned.of(bot.botmetry)).singleElement().asString().startsWith("missing-intent MESSAGE_CONTENT: ");
    }

    @Test
    void poolWhereCommandsAreAnswered_isHintedOnce() throws Exception {
        bot.close();
        bot = TestBot.lenient();
        ExecutorService own = Executors.newFixedThreadPool(2);
        try {
            bot.start(on(
                    SlashCommandInteractionEvent.class,
                    event -> own.execute(() -> event.reply("a").queue())));
            for (int i = 0; i < 4; i++) {
                bot.run("ping").awaitReply(Simulated.SOON);
            }
            assertThat(Warned.of(bot.botmetry))
                    .singleElement()
                    .asString()
                    .startsWith("unwrapped-pool threads \"pool-")
                    .contains(": \"ping\" is answered there", "CurrentEvent.wrap(executor)");
        } finally {
            own.shutdownNow();
        }
    }

    @Test
    void normaliserOfCustomIds_thatThrows_costsTheNameOnly() throws Exception {
        bot.close();
        bot = new TestBot(builder -> builder.strict(false), UnaryOperator.identity());
        SimulatedMessage message =
                bot.general.earlierBotMessage("vote").button("vote:1", "Vote").post();
        bot.start(
                JdaIntegration.builder(bot.botmetry)
                        .customIds(id -> {
                            throw new IllegalStateException("planned");
                        })
                        .build(),
                builder -> builder,
                on(ButtonInteractionEvent.class, event -> event.deferEdit().queue()));

        bot.alice.presses(message, "vote:1");

        await().atMost(Simulated.SOON)
                .untilAsserted(() -> assertThat(bot.numbers.timings("discord.interaction.ack.duration", "button", "*"))
                        .isEqualTo(1));
    }
}
