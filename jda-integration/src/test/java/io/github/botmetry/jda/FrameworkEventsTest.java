package io.github.botmetry.jda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.Botmetry;
import io.github.botmetry.event.CurrentEvent;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.hooks.AnnotatedEventManager;
import net.dv8tion.jda.api.hooks.SubscribeEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FrameworkEventsTest {

    private final TestBot bot = new TestBot();
    private final JdaIntegration integration = JdaIntegration.create(bot.botmetry);
    private final FrameworkEvents events = integration.frameworkEvents();
    private final List<String> seen = new CopyOnWriteArrayList<>();

    private static final class PlannedFailure extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @AfterEach
    void stop() {
        bot.close();
    }

    /** A bot whose framework does this with messages of people. */
    private void start(Consumer<MessageReceivedEvent> framework) throws InterruptedException {
        bot.start(
                integration,
                UnaryOperator.identity(),
                TestBot.on(MessageReceivedEvent.class, message -> {
                    if (!message.getAuthor().isBot()) {
                        framework.accept(message);
                    }
                }),
                TestBot.on(
                        MessageReceivedEvent.class,
                        message -> seen.add(CurrentEvent.get().name())));
    }

    private void send() {
        bot.alice.sends(bot.general, "!rank");
    }

    private static void eventually(Callable<Boolean> condition) {
        await().atMost(Simulated.SOON).until(condition);
    }

    @Test
    void command_isOverWhenTheListenerThatFoundItReturns() throws Exception {
        start(message -> {
            events.command(message, "rank");
            seen.add(CurrentEvent.get().name());
            CurrentEvent.tag("level", "3");
        });

        send();

        eventually(() -> seen.size() == 2);
        assertThat(seen).containsExactly("rank", "MessageReceivedEvent");
        assertThat(bot.finished).containsExactly("rank OK");
        assertThat(bot.numbers.count("discord.commands", "rank", "text", "ok")).isEqualTo(1);
        assertThat(bot.numbers.timings("discord.command.duration", "rank", "text"))
                .isEqualTo(1);
    }

    @Test
    void command_isNotOverBeforeItsRequestsAre() throws Exception {
        start(message -> {
            events.command(message, "rank");
            message.getChannel().sendMessage("third").queue(sent -> {
                throw new PlannedFailure();
            });
        });

        send();

        eventually(() -> !bot.finished.isEmpty());
        assertThat(bot.finished).containsExactly("rank ERROR");
        assertThat(bot.failures).containsExactly("rank CALLBACK PlannedFailure");
    }

    @Test
    void command_thatThrows_isAnError_toldOnce() throws Exception {
        start(message -> {
            events.command(message, "rank");
            PlannedFailure failure = new PlannedFailure();
            events.failed(message, failure);
            throw failure;
        });

        send();

        eventually(() -> !seen.isEmpty());
        assertThat(bot.finished).containsExactly("rank ERROR");
        assertThat(bot.failures).containsExactly("rank LISTENER PlannedFailure");
        assertThat(bot.numbers.total("discord.errors")).isEqualTo(1);
    }

    @Test
    void command_thatIsTurnedDown_isRejected() throws Exception {
        start(message -> {
            events.command(message, "rank");
            events.rejected(message, "cooldown");
        });

        send();

        eventually(() -> !seen.isEmpty());
        assertThat(bot.numbers.counts("discord.commands")).containsOnlyKeys("rank/text/rejected");
    }

    @Test
    void secondCommandOfAMessage_isPartOfTheFirst() throws Exception {
        start(message -> {
            events.command(message, "config");
            events.command(message, "config set");
        });

        send();

        eventually(() -> !seen.isEmpty());
        assertThat(bot.finished).containsExactly("config OK");
    }

    @Test
    void command_thatIsKnownAsOneAlready_isNotCountedTwice() throws Exception {
        JdaIntegration both = JdaIntegration.builder(bot.botmetry)
                .textCommands(TextCommands.prefix("!", List.of("rank")))
                .build();
        bot.start(
                both,
                UnaryOperator.identity(),
                TestBot.on(MessageReceivedEvent.class, message -> events.command(message, "other")));

        send();

        eventually(() -> !bot.finished.isEmpty());
        assertThat(bot.finished).containsExactly("rank OK");
    }

    @Test
    void annotatedListener_findsCommandsToo() throws Exception {
        bot.start(
                integration,
                builder -> builder.setEventManager(new AnnotatedEventManager()).addEventListeners(new Object() {
                    @SubscribeEvent
                    void onMessage(MessageReceivedEvent message) {
                        events.command(message, "rank");
                        seen.add(CurrentEvent.get().name());
                    }
                }));

        send();

        eventually(() -> !bot.finished.isEmpty());
        assertThat(seen).containsExactly("rank");
        assertThat(bot.finished).containsExactly("rank OK");
    }

    @Test
    void handlerOnAnotherThread_isHeardWithItsEvent() throws Exception {
        bot.start(integration, UnaryOperator.identity(), TestBot.on(SlashCommandInteractionEvent.class, event -> {
            Thread handler = new Thread(() -> {
                events.failed(event, new PlannedFailure());
                event.reply("sorry").queue();
            });
            handler.start();
        }));

        bot.run("vote");

        eventually(() -> bot.numbers.count("discord.commands", "vote", "slash", "error") == 1);
        assertThat(bot.failures).containsExactly("vote LISTENER PlannedFailure");
    }

    @Test
    void rejection_onAnotherThread_isOfItsEvent() throws Exception {
        bot.start(integration, UnaryOperator.identity(), TestBot.on(SlashCommandInteractionEvent.class, event -> {
            Thread handler = new Thread(() -> {
                events.rejected(event, "permission");
                event.reply("no").queue();
            });
            handler.start();
        }));

        bot.run("ban");

        eventually(() -> bot.numbers.count("discord.commands", "ban", "slash", "rejected") == 1);
    }

    @Test
    void commandFoundOnAnotherThread_isLeftAlone() throws Exception {
        start(message -> {
            Thread other = new Thread(() -> events.command(message, "rank"));
            other.start();
            try {
                other.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        send();

        eventually(() -> !seen.isEmpty());
        assertThat(bot.finished).isEmpty();
        assertThat(CurrentEvent.get()).isNull();
    }

    @Test
    void botmetryThatIsSwitchedOff_hearsNothing_andBreaksNothing() throws Exception {
        FrameworkEvents off = JdaIntegration.create(Botmetry.noop()).frameworkEvents();
        start(message -> {
            off.command(message, "rank");
            off.rejected(message, "cooldown");
            assertThat(off.failed(message, new PlannedFailure())).isNull();
            seen.add("handled");
        });

        send();

        eventually(() -> seen.size() == 2);
        assertThat(seen).contains("handled");
        assertThat(bot.finished).isEmpty();
        assertThat(bot.failures).isEmpty();
    }
}
