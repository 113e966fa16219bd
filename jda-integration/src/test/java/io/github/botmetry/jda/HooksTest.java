package io.github.botmetry.jda;

import static io.github.botmetry.jda.TestBot.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.Botmetry;
import io.github.botmetry.guard.Warning;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.hooks.IEventManager;
import net.dv8tion.jda.api.hooks.InterfacedEventManager;
import net.dv8tion.jda.api.requests.RestAction;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** JDA's hooks for failures and events, of which there is one each, and which bots set too. */
class HooksTest {

    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private final Consumer<? super Throwable> defaultFailure = RestAction.getDefaultFailure();
    private final List<Throwable> heard = new CopyOnWriteArrayList<>();
    private final TestBot bot = TestBot.allowing("hook-replaced");

    @BeforeEach
    void lookOften() {
        JdaRuntime.of(bot.botmetry.wiring(), Duration.ofSeconds(1));
    }

    @AfterEach
    void stop() {
        bot.close();
        RestAction.setDefaultFailure(defaultFailure);
    }

    private static ConditionFactory soon() {
        return await().dontCatchUncaughtExceptions().atMost(A_MINUTE);
    }

    private List<Warning> warned() {
        return bot.botmetry.warnings().stream()
                .filter(warning -> !warning.isOver())
                .toList();
    }

    @Test
    void defaultFailure_setLater_hidesNoFailureOfARequest() throws Exception {
        bot.start(on(SlashCommandInteractionEvent.class, event -> {
            event.reply("a").queue();
            event.getChannel().deleteMessageById(1).queue();
            event.getChannel()
                    .retrieveMessageById(2)
                    .flatMap(message -> message.delete())
                    .queue();
            event.getChannel().deleteMessageById(3).queue(null, error -> {});
        }));
        RestAction.setDefaultFailure(heard::add);

        bot.run("ping");

        soon().untilAsserted(() -> assertThat(heard).hasSize(2));
        soon().untilAsserted(() -> assertThat(bot.failures)
                .containsExactly("ping REST ErrorResponseException", "ping REST ErrorResponseException"));
        soon().untilAsserted(
                        () -> assertThat(bot.numbers.counts("discord.commands")).containsOnlyKeys("ping/slash/error"));
        soon().untilAsserted(() -> assertThat(warned())
                .singleElement()
                .satisfies(warning -> assertThat(warning.subject()).isEqualTo("RestAction.setDefaultFailure")));
    }

    @Test
    void defaultFailure_thatPassesOn_isNotCountedTwice() throws Exception {
        bot.start(on(SlashCommandInteractionEvent.class, event -> {
            event.reply("a").queue();
            event.getChannel().deleteMessageById(1).queue();
        }));
        Consumer<? super Throwable> ours = RestAction.getDefaultFailure();
        RestAction.setDefaultFailure(error -> {
            heard.add(error);
            ours.accept(error);
        });

        bot.run("ping");

        soon().untilAsserted(() -> assertThat(heard).hasSize(1));
        soon().untilAsserted(() -> assertThat(bot.failures).containsExactly("ping REST ErrorResponseException"));
    }

    @Test
    void eventManager_setOnARunningJda_isWarnedOfOnce_untilItIsObserved() throws Exception {
        JdaIntegration integration = JdaIntegration.create(bot.botmetry);
        bot.start(
                integration,
                builder -> builder,
                on(SlashCommandInteractionEvent.class, event -> event.reply("a").queue()));
        bot.run("ping").awaitReply(A_MINUTE); // which comes after ready
        IEventManager mine = new InterfacedEventManager();
        bot.jda().setEventManager(mine);

        soon().untilAsserted(() -> assertThat(Warned.of(bot.botmetry))
                .singleElement()
                .asString()
                .contains("hook-replaced", "JDA.setEventManager of shard 0", "integration.observed(manager)"));
        bot.jda().setEventManager(integration.observed(mine));

        soon().untilAsserted(() -> assertThat(warned()).isEmpty());
    }

    @Test
    void botmetriesThatComeAndGo_areLetGo() throws Exception {
        RestAction.setDefaultFailure(heard::add);
        JDABuilder builder = Simulated.builder(bot.discord);
        List<WeakReference<Botmetry>> closed = new ArrayList<>();
        Botmetry last = attached(builder);
        for (int i = 0; i < 600; i++) {
            Botmetry next = attached(Simulated.builder(bot.discord)); // while the last one is still there
            last.close();
            closed.add(new WeakReference<>(last));
            last = next;
        }
        last.close();
        closed.add(new WeakReference<>(last));
        last = null;

        soon().untilAsserted(() -> {
            System.gc();
            assertThat(closed.stream().map(WeakReference::get).filter(Objects::nonNull))
                    .isEmpty();
        });
    }

    private static Botmetry attached(JDABuilder builder) {
        Botmetry botmetry = Botmetry.builder().shutdownHook(false).build();
        JdaIntegration.create(botmetry).attach(builder);
        return botmetry;
    }
}
