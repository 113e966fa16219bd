package io.github.botmetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.EventDispatcher;
import io.github.botmetry.event.EventObserver;
import io.github.botmetry.event.Failure;
import io.github.botmetry.stats.CounterSeries;
import io.github.botmetry.stats.Series;
import java.lang.Thread.UncaughtExceptionHandler;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Threads of a bot that end with an exception, and the handlers that it sets for them. */
class UncaughtFailuresTest {

    private final UncaughtExceptionHandler original = Thread.getDefaultUncaughtExceptionHandler();
    private final List<Throwable> heard = new CopyOnWriteArrayList<>();
    private final UncaughtExceptionHandler ofTheBot = (thread, error) -> heard.add(error);
    private final List<Botmetry> open = new ArrayList<>();

    private static final class Planned extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @BeforeEach
    void setHandlerOfTheBot() {
        Thread.setDefaultUncaughtExceptionHandler(ofTheBot);
    }

    @AfterEach
    void stop() {
        open.forEach(Botmetry::close);
        assertThat(current()).isSameAs(ofTheBot);
        Thread.setDefaultUncaughtExceptionHandler(original);
    }

    private static @Nullable UncaughtExceptionHandler current() {
        return Thread.getDefaultUncaughtExceptionHandler();
    }

    private Botmetry bare() {
        Botmetry botmetry = Botmetry.builder().shutdownHook(false).build();
        open.add(botmetry);
        return botmetry;
    }

    private Botmetry observed() {
        Botmetry botmetry = bare();
        botmetry.wiring().observe(new EventObserver() {});
        return botmetry;
    }

    private static void endAThread() throws InterruptedException {
        end(() -> {
            throw new Planned();
        });
    }

    private static void end(Runnable body) throws InterruptedException {
        Thread thread = new Thread(body);
        thread.start();
        thread.join();
    }

    private static long counted(Botmetry botmetry) {
        long total = 0;
        for (Series series : botmetry.wiring().series()) {
            if (series.definition() == EventDispatcher.ERRORS && series instanceof CounterSeries counter) {
                assertThat(series.labelValues()).containsExactly("uncaught", "Planned");
                total += counter.total();
            }
        }
        return total;
    }

    @Test
    void handler_isSetOnceSomethingObserves_andTakenOutAtClose() throws Exception {
        Botmetry botmetry = bare();
        assertThat(current()).isSameAs(ofTheBot);

        botmetry.wiring().observe(new EventObserver() {});
        endAThread();
        assertThat(counted(botmetry)).isEqualTo(1);
        assertThat(heard).hasSize(1);

        botmetry.close();
        assertThat(current()).isSameAs(ofTheBot);
    }

    @Test
    void handler_isAboveThoseThatIntegrationsSet_andGoesBeforeThem() {
        List<String> order = new ArrayList<>();
        UncaughtExceptionHandler ofAnIntegration = (thread, error) -> {};
        Integration sets = new Integration() {
            @Override
            public String name() {
                return "sets a handler";
            }

            @Override
            public void install(Wiring wiring) {
                wiring.observe(new EventObserver() {});
                Thread.setDefaultUncaughtExceptionHandler(ofAnIntegration);
                wiring.onClose(left -> {
                    order.add(current() == ofAnIntegration ? "its own" : "another");
                    Thread.setDefaultUncaughtExceptionHandler(ofTheBot);
                });
            }
        };
        Botmetry botmetry = Botmetry.builder().shutdownHook(false).install(sets).build();
        assertThat(current()).isNotSameAs(ofAnIntegration);

        botmetry.close();

        assertThat(order).containsExactly("its own");
    }

    @Test
    void handler_thatIsSwitchedOff_isNotSet() throws Exception {
        Botmetry botmetry = Botmetry.builder()
                .shutdownHook(false)
                .uncaughtExceptionHandler(false)
                .build();
        open.add(botmetry);
        botmetry.wiring().observe(new EventObserver() {});

        endAThread();

        assertThat(current()).isSameAs(ofTheBot);
        assertThat(counted(botmetry)).isZero();
    }

    @Test
    void observer_thatComesAfterClose_setsNothing() {
        Botmetry botmetry = bare();
        botmetry.close();

        botmetry.wiring().observe(new EventObserver() {});

        assertThat(current()).isSameAs(ofTheBot);
    }

    @Test
    void failuresOutsideAnyEvent_areCountedOnce_byTheNewestThatIsOpen() throws Exception {
        Botmetry old = observed();
        UncaughtExceptionHandler ours = current();
        Botmetry anew = observed();
        assertThat(current()).isSameAs(ours);

        for (int i = 0; i < 10; i++) {
            endAThread();
        }
        assertThat(counted(anew)).isEqualTo(10);
        assertThat(counted(old)).isZero();

        anew.close();
        endAThread();
        assertThat(counted(old)).isEqualTo(1);
        assertThat(heard).hasSize(11);
    }

    @Test
    void failureInAnEvent_isThatOfTheEventsBotmetry() throws Exception {
        Botmetry old = observed();
        Botmetry anew = observed();
        List<String> failed = new CopyOnWriteArrayList<>();
        old.wiring().observe(new EventObserver() {
            @Override
            public @Nullable String failed(@Nullable BotEvent event, Failure failure) {
                failed.add((event == null ? "nothing" : event.name()) + " " + failure.source());
                return null;
            }
        });

        end(() -> {
            old.wiring().events().begin(new Ping()).push();
            throw new Planned();
        });

        assertThat(failed).containsExactly("ping UNCAUGHT");
        assertThat(counted(old)).isEqualTo(1);
        assertThat(counted(anew)).isZero();
    }

    private record Ping() implements BotEvent {
        @Override
        public Kind kind() {
            return Kind.SLASH;
        }

        @Override
        public String name() {
            return "ping";
        }

        @Override
        public long receivedNanos() {
            return 1;
        }
    }

    @Test
    void handlerOfTheBot_betweenTwoOfOurs_doesNotCountTwice() throws Exception {
        Botmetry old = observed();
        UncaughtExceptionHandler below = Objects.requireNonNull(current());
        UncaughtExceptionHandler between = (thread, error) -> {
            heard.add(error);
            below.uncaughtException(thread, error);
        };
        Thread.setDefaultUncaughtExceptionHandler(between);
        Botmetry anew = observed();
        endAThread();

        assertThat(counted(anew)).isEqualTo(1);
        assertThat(counted(old)).isZero();
        assertThat(heard).hasSize(2);

        anew.close();
        old.close();
        assertThat(current()).isSameAs(between);
        Thread.setDefaultUncaughtExceptionHandler(ofTheBot);
    }

    /** Sets itself wherever it is not the one that is set, as some do at each reconnect. */
    private static final class SetAgain implements UncaughtExceptionHandler {
        private final List<Throwable> heard = new CopyOnWriteArrayList<>();
        private @Nullable UncaughtExceptionHandler before;

        void set() {
            if (current() != this) {
                before = current();
                Thread.setDefaultUncaughtExceptionHandler(this);
            }
        }

        @Override
        public void uncaughtException(Thread thread, Throwable error) {
            heard.add(error);
            Objects.requireNonNull(before).uncaughtException(thread, error);
        }
    }

    @Test
    void handlerOfTheBot_thatIsSetAgainAboveOurs_isNoCircleWithoutEnd() throws Exception {
        SetAgain again = new SetAgain();
        again.set();
        Botmetry botmetry = observed();
        again.set();

        endAThread();

        assertThat(counted(botmetry)).isEqualTo(1);
        assertThat(again.heard).hasSizeBetween(1, 2);
        Thread.setDefaultUncaughtExceptionHandler(ofTheBot);
    }

    @Test
    void handler_thatIsChainedBelowAnother_letsGoOfItsBotmetry_andStaysTransparent() throws Exception {
        UncaughtExceptionHandler below = observedAndLeftBelow();
        WeakReference<Botmetry> closed = closedLast();

        await().dontCatchUncaughtExceptions().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            System.gc();
            assertThat(closed.get()).isNull();
        });
        endAThread();

        assertThat(heard).hasSize(1);
        assertThat(current()).isNotSameAs(below);
        Thread.setDefaultUncaughtExceptionHandler(ofTheBot);
    }

    private UncaughtExceptionHandler observedAndLeftBelow() {
        observed();
        UncaughtExceptionHandler below = Objects.requireNonNull(current());
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> below.uncaughtException(thread, error));
        return below;
    }

    private WeakReference<Botmetry> closedLast() {
        Botmetry botmetry = open.remove(open.size() - 1);
        botmetry.close();
        return new WeakReference<>(botmetry);
    }

    @Test
    void botmetriesThatComeAndGo_leaveNothing() {
        List<WeakReference<Botmetry>> closed = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            observed();
            if (open.size() > 1) {
                open.get(0).close();
                closed.add(new WeakReference<>(open.remove(0)));
            }
        }

        await().dontCatchUncaughtExceptions().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            System.gc();
            assertThat(closed).allMatch(one -> one.refersTo(null));
        });
    }
}
