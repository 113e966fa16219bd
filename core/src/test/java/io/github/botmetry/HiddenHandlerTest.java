package io.github.botmetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.guard.Warning;
import io.github.botmetry.guard.Warnings;
import java.lang.Thread.UncaughtExceptionHandler;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Handlers that a bot sets after ours, looked at without waiting. */
class HiddenHandlerTest {

    private static final int LOOKS = 5;

    private final UncaughtExceptionHandler original = Thread.getDefaultUncaughtExceptionHandler();
    private final Warnings warnings = new Warnings(false);
    private final Threads threads = new Threads();
    private final Maintenance maintenance = new Maintenance(threads, warnings, Maintenance.HANGING_AFTER);
    private final Botmetry botmetry = Botmetry.builder().shutdownHook(false).build();
    private final UncaughtFailures failures =
            new UncaughtFailures(botmetry.wiring().events(), warnings, maintenance, new CloseSteps(warnings, threads));
    private UncaughtExceptionHandler ours = original;

    @BeforeEach
    void start() {
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> {});
        failures.observed();
        failures.built();
        ours = Objects.requireNonNull(Thread.getDefaultUncaughtExceptionHandler());
    }

    @AfterEach
    void stop() {
        UncaughtHandler.remove(failures);
        Thread.setDefaultUncaughtExceptionHandler(original);
        maintenance.shutdownNow();
        botmetry.close();
    }

    private void look() {
        for (int i = 0; i < LOOKS; i++) {
            failures.look();
        }
    }

    @Test
    void handlerThatIsSetLater_isWarnedOfOnce_untilOursIsBack() {
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> {});
        look();
        assertThat(warnings.list()).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo("hook-replaced");
            assertThat(warning.toString())
                    .contains("Thread.setDefaultUncaughtExceptionHandler", "HiddenHandlerTest", "before build()");
        });

        Thread.setDefaultUncaughtExceptionHandler(ours);
        look();
        assertThat(warnings.list()).allMatch(Warning::isOver);
    }

    @Test
    void handlerThatIsSetForAMoment_isNotWarnedOf() {
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> {});
        failures.look();
        failures.look();
        Thread.setDefaultUncaughtExceptionHandler(ours);
        look();

        assertThat(warnings.list()).isEmpty();
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

    @Test
    void handlerOfOursAboveIt_bringsItBack() {
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> {});
        look();
        try (Botmetry later = Botmetry.builder().shutdownHook(false).build()) {
            later.wiring().sink(series -> {});
            look();

            assertThat(warnings.list()).allMatch(Warning::isOver);
        }
    }
}
