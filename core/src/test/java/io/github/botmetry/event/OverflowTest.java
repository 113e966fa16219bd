package io.github.botmetry.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.Botmetry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bots and observers that recurse until the stack ends, some hundred times. */
@Timeout(170)
class OverflowTest {

    private static final int OVERFLOWS = 200;

    /** Small, so that its end is reached soon. */
    private static final long STACK_BYTES = 256 * 1024;

    private static final class Constant extends RuntimeException {
        private static final long serialVersionUID = 1;

        Constant() {
            super("constant", null, false, false);
        }
    }

    /** Does as an MDC: puts something on the thread, and later puts back what was there. */
    private static final class Context implements EventObserver {
        private @Nullable String value;
        private final AtomicInteger failures = new AtomicInteger();

        @Override
        public Observation begin(BotEvent event) {
            return new Observation() {
                @Override
                public Scope enter() {
                    String before = value;
                    value = event.name();
                    return () -> value = before;
                }
            };
        }

        @Override
        public @Nullable String failed(@Nullable BotEvent event, Failure failure) {
            failures.incrementAndGet();
            return null;
        }
    }

    /** A bot's recursion that does this on each level. */
    private static int recurse(Runnable each) {
        each.run();
        return recurse(each) + 1;
    }

    private static void overflow(Runnable each) {
        try {
            recurse(each);
        } catch (StackOverflowError expected) {
            return;
        }
        throw new AssertionError("the stack has no end");
    }

    /** Another level each time is the last: the stack ends at every point of the work. */
    private static Runnable onSomeLevels(int first, Runnable work) {
        AtomicInteger level = new AtomicInteger(first);
        return () -> {
            if (level.getAndIncrement() % 193 == 0) {
                work.run();
            }
        };
    }

    private static Failure failure() {
        return new Failure(new Constant(), Failure.Source.TASK, true, null);
    }

    /** Runs the body on a thread with a small stack; gives what it threw. */
    private static @Nullable Throwable onASmallStack(Runnable body) throws InterruptedException {
        List<Throwable> thrown = new ArrayList<>();
        Thread thread = new Thread(null, body, "small", STACK_BYTES);
        thread.setUncaughtExceptionHandler((where, error) -> thrown.add(error));
        thread.start();
        thread.join();
        return thrown.isEmpty() ? null : thrown.get(0);
    }

    private static Botmetry observedBy(EventObserver... observers) {
        Botmetry botmetry = Botmetry.builder().shutdownHook(false).build();
        List.of(observers).forEach(botmetry.wiring()::observe);
        return botmetry;
    }

    @Test
    void bot_thatReportsOnEachLevel_leavesNothingOnItsThread() throws Exception {
        Context context = new Context();
        Constant constant = new Constant();
        try (Botmetry botmetry = observedBy(context)) {
            Throwable thrown = onASmallStack(() -> {
                EventFrame frame = botmetry.wiring().events().begin(new Slash("ping", 1));
                for (int i = 0; i < OVERFLOWS; i++) {
                    Runnable work = i % 2 == 0 ? () -> botmetry.report(constant) : () -> frame.failed(failure());
                    overflow(onSomeLevels(i, work));
                    assertThat(CurrentEvent.frame()).isNull();
                    assertThat(context.value).isNull();
                }
                int before = context.failures.get();
                botmetry.report(new IllegalStateException("afterwards"));
                assertThat(context.failures.get() - before).isEqualTo(1);
            });
            assertThat(thrown).isNull();
        }
    }

    @Test
    void bot_thatEntersAnEventOnEachLevel_leavesNothingOnItsThread() throws Exception {
        Context context = new Context();
        try (Botmetry botmetry = observedBy(context)) {
            Throwable thrown = onASmallStack(() -> {
                EventFrame frame = botmetry.wiring().events().begin(new Slash("ping", 1));
                for (int i = 0; i < OVERFLOWS / 3; i++) {
                    try (Scope scope = frame.enter()) {
                        enterUntilTheEnd();
                    } catch (StackOverflowError expected) {
                        assertThat(CurrentEvent.frame()).isNull();
                    }
                    assertThat(context.value).isNull();
                }
            });
            assertThat(thrown).isNull();
        }
    }

    private static int enterUntilTheEnd() {
        try (Scope scope = CurrentEvent.enter(new Slash("child", 1))) {
            return enterUntilTheEnd() + 1;
        }
    }

    @Test
    void observer_thatRecurses_keepsNoOtherFromItsFailures() throws Exception {
        Context context = new Context();
        EventObserver recursing = new EventObserver() {
            @Override
            public @Nullable String failed(@Nullable BotEvent event, Failure failure) {
                return String.valueOf(recurse(() -> {}));
            }
        };
        try (Botmetry botmetry = observedBy(recursing, context)) {
            Throwable thrown = onASmallStack(() -> {
                for (int i = 0; i < OVERFLOWS / 3; i++) {
                    botmetry.report(new Constant());
                }
            });
            assertThat(thrown).isNull();
            assertThat(context.failures.get()).isEqualTo(OVERFLOWS / 3);
        }
    }

    /** Interpreted, since calls that a compiler takes out have no end of the stack between them. */
    @Test
    void firstFailures_nearTheEndOfTheStackOfAFreshProcess_breakNothing() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xint",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Fresh.class.getName())
                .redirectErrorStream(true)
                .start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(output).isTrue();
            assertThat(output).contains("frame null, value null, notified of afterwards, finished task, threw null");
            assertThat(output).doesNotContain("NoClassDefFoundError");
        } finally {
            process.destroyForcibly();
        }
    }

    /** A process whose first failures come where the stack has from nothing to some kilobytes left. */
    static final class Fresh {

        private static final int LEVELS = 250;

        private Fresh() {}

        public static void main(String[] arguments) throws InterruptedException {
            Context context = new Context();
            StringBuffer seen = new StringBuffer();
            Botmetry botmetry = observedBy(context, new EventObserver() {
                @Override
                public Observation begin(BotEvent event) {
                    return new Observation() {
                        @Override
                        public void finished(Outcome outcome, Duration duration) {
                            seen.append(", finished ").append(event.name());
                        }
                    };
                }

                @Override
                public @Nullable String failed(@Nullable BotEvent event, Failure failure) {
                    if (failure.error() instanceof Constant constant) {
                        throw constant; // so that the guard's way is gone too
                    }
                    seen.append(", notified of ").append(failure.error().getMessage());
                    return null;
                }
            });
            Runnable task = botmetry.wrapTask("task", () -> {});
            Throwable thrown = onASmallStack(() -> {
                EventFrame frame = botmetry.wiring().events().begin(new Slash("ping", 1));
                for (int fromTheEnd = 1; fromTheEnd < LEVELS; fromTheEnd++) {
                    int level = deepest() - fromTheEnd;
                    overflow(onLevel(level, task));
                    overflow(onLevel(level, () -> botmetry.report(new Constant())));
                    overflow(onLevel(level, () -> frame.failed(failure())));
                }
                seen.setLength(0);
                seen.append("frame ").append(CurrentEvent.frame());
                seen.append(", value ").append(context.value);
                botmetry.report(new IllegalStateException("afterwards"));
                task.run();
            });
            System.out.println(seen + ", threw " + thrown);
            System.out.println(botmetry.warnings());
            botmetry.close();
        }

        private static int deepest() {
            AtomicInteger levels = new AtomicInteger();
            overflow(levels::incrementAndGet);
            return levels.get();
        }

        private static Runnable onLevel(int sought, Runnable work) {
            AtomicInteger level = new AtomicInteger();
            return () -> {
                if (level.incrementAndGet() == sought) {
                    work.run();
                }
            };
        }
    }
}
