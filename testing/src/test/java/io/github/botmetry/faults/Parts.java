package io.github.botmetry.faults;

import io.github.botmetry.Botmetry;
import io.github.botmetry.Health;
import io.github.botmetry.Integration;
import io.github.botmetry.Wiring;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Small parts that all these tests are made of. */
final class Parts {

    /** How often healthy sinks are flushed here. */
    static final Duration SOON = Duration.ofMillis(20);

    /** All of close, on a busy machine. */
    static final Duration CLOSE_BUDGET = Duration.ofSeconds(9);

    private Parts() {}

    static Integration integration(String name, Consumer<Wiring> body) {
        return new Integration() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void install(Wiring wiring) {
                body.accept(wiring);
            }
        };
    }

    static Botmetry.Builder with(String name, Consumer<Wiring> body) {
        return Botmetry.builder().shutdownHook(false).install(integration(name, body));
    }

    static Health health(Botmetry botmetry, String component) {
        return Objects.requireNonNull(botmetry.health().get(component), component);
    }

    static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(30));
    }

    static void awaitNoThread() {
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("botmetry-")));
    }

    /** How long the body takes. */
    static Duration time(Runnable body) {
        long start = System.nanoTime();
        body.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
