package io.github.botmetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.guard.Warning;
import io.github.botmetry.guard.Warnings;
import java.lang.Thread.UncaughtExceptionHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Handlers that a bot sets after ours, looked at without waiting. */
class UncaughtFailuresTest {

    private static final int LOOKS = 5;

    private final UncaughtExceptionHandler original = Thread.getDefaultUncaughtExceptionHandler();
    private final Warnings warnings = new Warnings(false);
    private Botmetry botmetry;
    private UncaughtFailures ours;

    @BeforeEach
    void start() {
        botmetry = Botmetry.builder().shutdownHook(false).build();
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> {});
        ours = UncaughtFailures.install(botmetry.wiring().events());
    }

    @AfterEach
    void stop() {
        ours.uninstall();
        Thread.setDefaultUncaughtExceptionHandler(original);
        botmetry.close();
    }

    private void look() {
        for (int i = 0; i < LOOKS; i++) {
            ours.look(warnings);
        }
    }

    @Test
    void handlerThatPassedOn_speaksForItselfOnly() {
        UncaughtExceptionHandler passing = (thread, error) -> ours.uncaughtException(thread, error);
        Thread.setDefaultUncaughtExceptionHandler(passing);
        passing.uncaughtException(Thread.currentThread(), new IllegalStateException("planned"));
        look();
        assertThat(warnings.list()).isEmpty();

        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> {});
        look();
        assertThat(warnings.list()).extracting(Warning::code).containsExactly("hook-replaced");

        Thread.setDefaultUncaughtExceptionHandler(passing);
        look();
        assertThat(warnings.list()).allMatch(Warning::isOver);
    }
}
