package io.github.botmetry.jda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.EventObserver;
import io.github.botmetry.event.Failure;
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
            if (event != null && event.name().equals("first")) {
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
        bot.run("first");
        await().atMost(SOON).until(() -> hanging.get() == 1);
        bot.botmetry.wiring().maintenance().submit(() -> {}).get(30, TimeUnit.SECONDS);

        bot.run("second");
        bot.run("third");

        await().atMost(SOON)
                .until(() -> bot.numbers.counts("discord.commands").keySet().stream()
                                .filter(command -> command.endsWith("error"))
                                .count()
                        == 2);
        assertThat(Warned.of(bot.botmetry))
                .singleElement()
                .asString()
                .startsWith("hanging deadlines of interactions: a call has not come back for 5 s");
    }
}
