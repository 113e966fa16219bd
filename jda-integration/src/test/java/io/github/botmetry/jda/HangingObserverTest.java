package io.github.botmetry.jda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.EventObserver;
import io.github.botmetry.event.Failure;
import io.github.botmetry.guard.Worker;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An observer of the bot's own that does not come back from a command that nobody answered. */
class HangingObserverTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final TestBot bot = TestBot.lenient();
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger hanging = new AtomicInteger();

    @AfterEach
    void stop() {
        end.countDown();
        bot.close();
    }

    private final class Hanging implements EventObserver {
        @Override
        public String failed(BotEvent event, Failure failure) {
            if (event != null && event.name().startsWith("hang")) {
                hanging.incrementAndGet();
                awaitEnd();
            }
            return null;
        }

        private void awaitEnd() {
            while (end.getCount() > 0) {
                try {
                    end.await();
                } catch (InterruptedException e) {
                    hanging.incrementAndGet();
                }
            }
        }
    }

    @Test
    void laterCommands_thatNobodyAnswers_areCounted_andWhatHangsIsNamed() throws Exception {
        bot.botmetry.wiring().observe(new Hanging());
        bot.start(TestBot.on(SlashCommandInteractionEvent.class, event -> {}));
        bot.run("hang");
        await().atMost(SOON).until(() -> hanging.get() == 1);
        bot.botmetry.wiring().maintenance().submit(() -> {}).get(30, TimeUnit.SECONDS);

        bot.run("second");
        bot.run("third");

        await().atMost(SOON)
                .until(() -> bot.numbers.counts("discord.commands").keySet().stream()
                                .filter(command -> command.endsWith("error"))
                                .count()
                        == 3);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(bot.failures)
                        .as("other observers")
                        .filteredOn(failure -> failure.startsWith("second") || failure.startsWith("third"))
                        .hasSize(2));
        assertThat(Warned.of(bot.botmetry))
                .singleElement()
                .asString()
                .startsWith("hanging observers of unanswered commands: a call has not come back for 5 s");
    }

    @Test
    void commands_areAllCounted_whereEachNotificationHangs() throws Exception {
        bot.botmetry.wiring().observe(new Hanging());
        bot.start(TestBot.on(SlashCommandInteractionEvent.class, event -> {}));
        for (int i = 0; i < 10; i++) {
            bot.run("hang " + i);
        }
        await().atMost(SOON).until(() -> hanging.get() >= Worker.MAX_THREADS);
        bot.run("hang last");

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(bot.numbers.total("discord.commands")).isEqualTo(11));
        assertThat(bot.numbers.count("discord.errors", "listener", "NotAcknowledgedException"))
                .isEqualTo(11);
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .filteredOn(name -> name.equals("botmetry-observers-of-unanswered-commands"))
                .hasSize(Worker.MAX_THREADS);
    }
}
