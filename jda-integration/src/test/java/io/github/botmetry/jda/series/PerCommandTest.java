package io.github.botmetry.jda.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.Botmetry;
import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.Outcome;
import io.github.botmetry.jda.Numbers;
import io.github.botmetry.testing.TestEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PerCommandTest {

    private final AtomicInteger made = new AtomicInteger();
    private final PerCommand<String> names =
            new PerCommand<>((kind, name) -> kind + " " + name + " " + made.incrementAndGet());

    private static BotEvent slash(String name) {
        return TestEvent.slash(name).build();
    }

    @Test
    void sameKindAndName_isMadeOnce() {
        String first = names.of(slash("ping"));

        assertThat(names.of(slash("ping"))).isSameAs(first);
        assertThat(names.of(slash("pong"))).isNotSameAs(first);
        assertThat(names.of(TestEvent.of(BotEvent.Kind.BUTTON, "ping").build())).isNotSameAs(first);
    }

    @Test
    void namesBeyondTheBound_areMadeEachTime_andTakeNoOthersPlace() {
        String first = names.of(slash("0"));
        for (int i = 1; i < PerCommand.KEPT + 100; i++) {
            names.of(slash("" + i));
        }
        int before = made.get();

        assertThat(names.of(slash("0"))).isSameAs(first);
        names.of(slash("" + (PerCommand.KEPT - 1)));
        assertThat(made).hasValue(before);
        assertThat(names.of(slash("" + PerCommand.KEPT))).isNotEqualTo(names.of(slash("" + PerCommand.KEPT)));
        assertThat(made).hasValue(before + 2);
    }

    @Test
    void threadsThatAskAtOnce_getTheSame() throws Exception {
        int threads = 8;
        CyclicBarrier together = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int i = 0; i < 200; i++) {
                String name = "command " + i;
                List<Future<String>> asked = new ArrayList<>();
                for (int thread = 0; thread < threads; thread++) {
                    asked.add(pool.submit(() -> {
                        together.await();
                        return names.of(slash(name));
                    }));
                }
                Set<String> given = new HashSet<>();
                for (Future<String> one : asked) {
                    given.add(one.get());
                }
                assertThat(given).hasSize(1);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /** A page of a young bot is not full of zeros, and a limit counts what was used only. */
    @Test
    void series_areThereWhenTheyAreUsed_notBefore() {
        try (Botmetry botmetry = Botmetry.builder().shutdownHook(false).build()) {
            Numbers numbers = new Numbers(botmetry);
            CommandObserver observer = new CommandObserver(botmetry.stats());
            AcknowledgementSeries.perCommand(botmetry.stats()).of(slash("ping")).accepted(1);

            observer.begin(slash("ping"));
            assertThat(numbers.known("discord.commands")).isEmpty();
            observer.begin(slash("ping")).finished(Outcome.ERROR, Duration.ofMillis(1));

            assertThat(numbers.known("discord.commands")).containsExactly("ping/slash/error");
            assertThat(numbers.known("discord.interaction.ack.duration")).containsExactly("slash/ping");
            assertThat(numbers.known("discord.interactions.unanswered")).isEmpty();
        }
    }
}
