package io.github.botmetry.jda;

import static io.github.botmetry.jda.TestBot.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.Botmetry;
import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.event.DiscordError;
import io.github.botmetry.event.Failure;
import io.github.botmetry.guard.Warnings;
import io.github.botmetry.jda.rest.RequestConsumers;
import java.lang.Thread.UncaughtExceptionHandler;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.exceptions.ContextException;
import net.dv8tion.jda.api.exceptions.HierarchyException;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.requests.RestAction;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FailuresTest {

    private final UncaughtExceptionHandler uncaught = Thread.getDefaultUncaughtExceptionHandler();
    private final List<Throwable> heard = new CopyOnWriteArrayList<>();
    private final UncaughtExceptionHandler ofTheBot = (thread, error) -> heard.add(error);
    private final TestBot bot = builtAfter(ofTheBot);
    private final ExecutorService own = Executors.newCachedThreadPool();
    private final Consumer<? super Throwable> defaultFailure = RestAction.getDefaultFailure();

    private static TestBot builtAfter(UncaughtExceptionHandler handler) {
        Thread.setDefaultUncaughtExceptionHandler(handler);
        return new TestBot();
    }

    @AfterEach
    void stop() {
        own.shutdownNow();
        bot.close();
        assertThat(RestAction.getDefaultFailure()).isSameAs(defaultFailure);
        assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(ofTheBot);
        Thread.setDefaultUncaughtExceptionHandler(uncaught);
    }

    private static final class Planned extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static EventListener onCommand(Consumer<SlashCommandInteractionEvent> reaction) {
        return on(SlashCommandInteractionEvent.class, reaction);
    }

    /** Awaitility's own handler of uncaught exceptions would take the place of ours. */
    private static ConditionFactory soon() {
        return await().dontCatchUncaughtExceptions().atMost(Simulated.SOON);
    }

    /** Runs one command and waits until it and its failure are told. */
    private void expect(String failure, String count) {
        bot.run("ping");
        soon().untilAsserted(() -> assertThat(bot.failures).containsExactly(failure));
        assertThat(bot.numbers.counts("discord.errors")).containsOnlyKeys(count);
        assertThat(bot.numbers.total("discord.errors")).isEqualTo(1);
    }

    private void expectCommand(String labels) {
        soon().untilAsserted(
                        () -> assertThat(bot.numbers.counts("discord.commands")).containsOnlyKeys(labels));
    }

    @Test
    void successCallback_thatThrows_failsItsCommand() throws Exception {
        bot.start(onCommand(event -> event.reply("a").queue(hook -> {
            throw new Planned();
        })));

        expect("ping CALLBACK Planned", "callback/Planned");
        expectCommand("ping/slash/error");
    }

    @Test
    void failureCallback_thatThrows_failsItsCommand() throws Exception {
        bot.start(onCommand(event -> {
            event.reply("a").queue();
            event.getChannel().retrieveMessageById(1).queue(message -> {}, error -> {
                throw new Planned();
            });
        }));

        expect("ping CALLBACK Planned", "callback/Planned");
        expectCommand("ping/slash/error");
    }

    @Test
    void errorInCallback_isToldOnce_thoughJdaTellsOfItTwice() throws Exception {
        bot.start(onCommand(event -> event.reply("a").queue(hook -> {
            throw new AssertionError("planned");
        })));

        expect("ping CALLBACK AssertionError", "callback/AssertionError");
    }

    @Test
    void bareQueue_thatDiscordRefuses_isARestFailureWithItsCallSite() throws Exception {
        bot.start(onCommand(event -> {
            event.reply("a").queue();
            event.getChannel().deleteMessageById(1).queue();
        }));

        expect("ping REST ErrorResponseException", "rest/ErrorResponseException");
        expectCommand("ping/slash/error");
        Failure failure = bot.failureDetails.get(0);
        assertThat(failure.callSite()).isInstanceOf(ContextException.class);
        assertThat(failure.callSite().getStackTrace())
                .anyMatch(frame -> frame.getClassName().contains("FailuresTest"));
        assertThat(bot.botmetry.wiring().events().explain(failure.error()))
                .isEqualTo(new DiscordError(10008, "UNKNOWN_MESSAGE", null));
        soon().untilAsserted(() -> assertThat(bot.calls)
                .anyMatch(call ->
                        call.startsWith("ping POST interactions/{interaction_id}/{interaction_token}/callback 200"))
                .anyMatch(call -> call.equals("ping DELETE channels/{channel_id}/messages/{message_id} 404 in 1")));
    }

    @Test
    void failureCallback_thatTakesTheError_isNoFailure() throws Exception {
        bot.start(onCommand(event -> event.getChannel()
                .retrieveMessageById(1)
                .queue(message -> {}, error -> event.reply("not there").queue())));

        bot.run("ping");

        expectCommand("ping/slash/ok");
        assertThat(bot.failures).isEmpty();
    }

    @Test
    void functionInAChain_thatThrows_isACallbackFailure() throws Exception {
        bot.start(onCommand(event -> event.deferReply()
                .flatMap(hook -> {
                    throw new Planned();
                })
                .queue()));

        expect("ping CALLBACK Planned", "callback/Planned");
    }

    @Test
    void taskOnTheBotsOwnPool_wrapped_failsItsCommand_andIsToldOnce() throws Exception {
        ExecutorService wrapped = CurrentEvent.wrap(own);
        bot.start(onCommand(event -> wrapped.execute(() -> {
            throw new Planned();
        })));

        expect("ping TASK Planned", "task/Planned");
        expectCommand("ping/slash/error");
    }

    @Test
    void threadOfTheBotsOwn_thatEndsWithAnException_isUncaught_andItsHandlerHears() throws Exception {
        bot.start(onCommand(event -> {
            event.reply("a").queue();
            own.execute(() -> {
                throw new Planned();
            });
        }));

        expect("nothing UNCAUGHT Planned", "uncaught/Planned");
        soon().untilAsserted(() -> assertThat(heard).hasSize(1));
    }

    @Test
    void exceptionThatWasReported_andThenThrown_isToldOnce() throws Exception {
        bot.start(onCommand(event -> {
            Planned planned = new Planned();
            bot.botmetry.report(planned);
            throw new IllegalStateException(planned);
        }));

        expect("ping REPORTED Planned", "reported/Planned");
        expectCommand("ping/slash/error");
    }

    @Test
    void failureInAMessageListener_isToldWithItsEvent() throws Exception {
        bot.start(on(
                MessageReceivedEvent.class,
                event -> event.getChannel().retrieveMessageById(1).queue(message -> {}, error -> {
                    throw new Planned();
                })));

        bot.alice.sends(bot.general, "hello");

        soon().untilAsserted(() -> assertThat(bot.failures).containsExactly("MessageReceivedEvent CALLBACK Planned"));
    }

    @Test
    void defaultFailureOfTheBot_isStillCalled() throws Exception {
        RestAction.setDefaultFailure(heard::add);
        try {
            bot.start(onCommand(event -> {
                event.reply("a").queue();
                event.getChannel().deleteMessageById(1).queue();
            }));
            expect("ping REST ErrorResponseException", "rest/ErrorResponseException");
            soon().untilAsserted(() -> assertThat(heard).hasSize(1));
        } finally {
            bot.botmetry.close();
            RestAction.setDefaultFailure(defaultFailure);
        }
    }

    @Test
    void twoBotmetries_inOneJvm_eachTellOfTheirOwnBot() throws Exception {
        bot.start(onCommand(event -> {
            event.reply("a").queue();
            event.getChannel().deleteMessageById(1).queue();
        }));
        try (TestBot other = new TestBot()) {
            other.start(on(
                    MessageReceivedEvent.class,
                    event -> event.getChannel().deleteMessageById(1).queue()));

            expect("ping REST ErrorResponseException", "rest/ErrorResponseException");
            other.alice.sends(other.general, "hello");
            soon().untilAsserted(() ->
                    assertThat(other.failures).containsExactly("MessageReceivedEvent REST ErrorResponseException"));
            assertThat(bot.failures).hasSize(1);
        }
    }

    @Test
    void bareQueue_outsideAnyEvent_isToldWithoutOne() throws Exception {
        bot.start();
        JDA jda = bot.jda();

        jda.getTextChannelById(bot.general.id()).deleteMessageById(1).queue();

        soon().untilAsserted(() -> assertThat(bot.failures).containsExactly("nothing REST ErrorResponseException"));
    }

    @Test
    void permissionThatJdaMissesItself_isExplained() {
        assertThat(DiscordErrors.explain(new HierarchyException("above")))
                .isEqualTo(new DiscordError(0, "MISSING_PERMISSIONS", null));
        assertThat(DiscordErrors.explain(new IllegalStateException())).isNull();
    }

    @Test
    void callbacks_canBeSeenWithThisJdaAndJvm() {
        assertThat(new RequestConsumers(error -> {}, error -> {}, new Warnings(false)).isAble())
                .isTrue();
    }

    @Test
    void closing_whileAnotherBotmetryIsOnTop_leavesTheOtherInPlace() throws Exception {
        bot.start();
        try (TestBot other = new TestBot()) {
            other.start();
            Consumer<? super Throwable> ofOther = RestAction.getDefaultFailure();

            Botmetry first = bot.botmetry;
            first.close();

            assertThat(RestAction.getDefaultFailure()).isSameAs(ofOther);
        }
        assertThat(RestAction.getDefaultFailure()).isSameAs(defaultFailure);
        assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(ofTheBot);
    }
}
