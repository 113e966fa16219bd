package io.github.botmetry.sentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.github.botmetry.Botmetry;
import io.github.botmetry.Privacy;
import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.jda.JdaIntegration;
import io.github.botmetry.simulator.DiscordSimulator;
import io.github.botmetry.simulator.Interaction;
import io.github.botmetry.simulator.SimulatedChannel;
import io.github.botmetry.simulator.SimulatedMessage;
import io.github.botmetry.simulator.SimulatedUser;
import io.sentry.Sentry;
import io.sentry.protocol.User;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.interaction.GenericInteractionCreateEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.events.message.react.MessageReactionAddEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.interactions.callbacks.IReplyCallback;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A real bot that writes those who use it wherever it can, and somebody among them who opted out. */
class OptOutBotTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Logger LOG = (Logger) LoggerFactory.getLogger("bot");

    private final List<String> contexts = new CopyOnWriteArrayList<>();
    private final Set<Long> optedOut = ConcurrentHashMap.newKeySet();
    private final AppenderBase<ILoggingEvent> lines = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent line) {
            contexts.add(line.getMDCPropertyMap().toString());
        }
    };

    /** Sets all that Sentry lets it set, fails at once, in the callback, and once more on another thread. */
    private static final class Indiscreet extends ListenerAdapter {

        private final Botmetry botmetry;

        Indiscreet(Botmetry botmetry) {
            this.botmetry = botmetry;
        }

        @Override
        public void onGenericInteractionCreate(GenericInteractionCreateEvent event) {
            describe(event.getUser());
            LOG.info("handling");
            ((IReplyCallback) event).reply("done").queue(hook -> {
                describe(event.getUser());
                LOG.info("answered");
                hook.sendMessage("more").queue(sent -> fail("later", event.getUser()));
            });
            fail("at once", event.getUser());
        }

        @Override
        public void onMessageReceived(MessageReceivedEvent event) {
            if (!event.getAuthor().isBot()) {
                describe(event.getAuthor());
                Sentry.setExtra("answers", String.valueOf(event.getMessage().getReferencedMessage()));
                fail("message " + event.getMessageId(), event.getAuthor());
            }
        }

        @Override
        public void onMessageReactionAdd(MessageReactionAddEvent event) {
            fail("reaction to " + event.getMessageId() + " of " + event.getMessageAuthorId(), event.getUser());
        }

        private void fail(String what, net.dv8tion.jda.api.entities.User user) {
            CurrentEvent.tag("asked_by", user.getName());
            botmetry.report(new IllegalStateException(what + " for " + user.getName() + " " + user.getAsMention()));
        }

        private static void describe(net.dv8tion.jda.api.entities.User user) {
            User known = new User();
            known.setId(user.getId());
            known.setUsername(user.getName());
            Sentry.setUser(known);
            Sentry.setTag("who", user.getName());
            Sentry.addBreadcrumb("asked by " + user.getName() + " " + user.getId());
        }
    }

    @Test
    void userWhoOptedOut_isInNoReportAndNoLogContext_whateverTheBotSays() throws Exception {
        LOG.setLevel(Level.INFO);
        LOG.addAppender(lines);
        lines.start();
        IngestionServer server = new IngestionServer();
        SentryBot.initialise(server, options -> options.setMaxQueueSize(1_000));
        Botmetry botmetry = Botmetry.builder()
                .shutdownHook(false)
                .strict(true)
                .privacy(Privacy.builder().userOptedOut(optedOut::contains).build())
                .install(SentryIntegration.builder()
                        .messageContent(true)
                        .optionValues(true)
                        .build())
                .build();
        try (SentryBot sentry = new SentryBot(server, botmetry);
                DiscordSimulator discord = DiscordSimulator.create()) {
            SimulatedUser carla = discord.guild("Garden").member("carla_quiet");
            SimulatedUser bob = discord.guild("Garden").member("bob");
            optedOut.add(carla.id());
            JDA jda = JdaIntegration.create(botmetry)
                    .attach(RealBotTest.builder(discord).addEventListeners(new Indiscreet(botmetry)))
                    .build()
                    .awaitReady();
            try {
                List<String> hers = use(discord.guild("Garden").textChannel("general"), carla, bob);

                await().atMost(SOON).until(() -> server.items("event").size() >= 18);
                assertThat(server.leaked(hers)).isEmpty();
                assertThat(server.items("event").toString()).contains("bob", Long.toString(bob.id()));
                assertThat(contexts)
                        .hasSizeGreaterThan(7)
                        .noneMatch(context -> hers.stream().anyMatch(context::contains));
                assertThat(contexts.toString()).contains("user=" + bob.id());
            } finally {
                jda.shutdownNow();
                assertThat(jda.awaitShutdown(SOON)).isTrue();
            }
        } finally {
            LOG.detachAppender(lines);
            Sentry.getGlobalScope().clearBreadcrumbs();
        }
    }

    /** Gives the texts that may not leave. */
    private static List<String> use(SimulatedChannel general, SimulatedUser carla, SimulatedUser bob) {
        SimulatedMessage hello = carla.sends(general, "hello");
        SimulatedMessage direct = carla.sendsDirectly("between us");
        bob.repliesTo(hello, "hi " + carla.mention());
        bob.reacts(hello, "👍");
        carla.reacts(hello, "👍");
        Interaction slash = carla.runs("ping").option("what", "a secret").in(general);
        Interaction hidden = carla.runs("ping").inDirectMessages();
        Interaction user = carla.uses("Inspect").on(bob, general);
        bob.uses("Inspect").on(carla, general);
        bob.uses("Quote").on(hello);
        SimulatedMessage vote =
                general.earlierBotMessage("vote").button("vote:1", "Vote").post();
        Interaction button = carla.presses(vote, "vote:1");
        bob.presses(vote, "vote:1");
        Stream<Long> interactions = Stream.of(slash, hidden, user, button).map(Interaction::id);
        Stream<Long> other = Stream.of(
                carla.id(), hello.id(), direct.id(), carla.directChannel().id());
        return Stream.concat(
                        Stream.concat(interactions, other).map(String::valueOf), Stream.of(carla.name(), "a secret"))
                .toList();
    }
}
