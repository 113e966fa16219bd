package io.github.botmetry;

import io.github.botmetry.guard.Guard;
import io.github.botmetry.guard.Warnings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Asks the components how they are; one that throws, or takes longer than a second, is down. Thread-safe. */
final class HealthChecks {

    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final String HANGING = "hanging";

    private final Warnings warnings;
    private final Asking asking;
    private final List<Check> checks = new CopyOnWriteArrayList<>();

    private final class Check {

        private final String component;
        private final boolean isNeeded;
        private final Guard guard;
        private final Asking.Question<Health> question;
        private volatile boolean isNamed;

        Check(String component, Supplier<Health> supplier, boolean isNeeded) {
            this.component = component;
            this.isNeeded = isNeeded;
            this.guard = warnings.guard("health of " + component);
            this.question = asking.question(() -> answer(supplier));
        }

        private Health answer(Supplier<Health> supplier) {
            Health answer = guard.callOrNull(supplier::get);
            if (isNamed) {
                isNamed = false;
                warnings.resolved(HANGING, guard.subject());
            }
            return answer != null ? answer : Health.down("the health check itself failed: " + guard.lastError());
        }

        Health ask() {
            Health answer = question.ask(LIMIT);
            return answer != null ? answer : unanswered();
        }

        private Health unanswered() {
            if (!isNamed) {
                isNamed = true;
                warnings.warn(
                        HANGING,
                        guard.subject(),
                        "the health check has not answered within " + LIMIT.toSeconds() + " s",
                        "see where the thread botmetry-asking is");
            }
            long seconds = question.unansweredFor().toSeconds();
            return Health.down("the health check has been hanging for " + Math.max(seconds, LIMIT.toSeconds()) + " s");
        }
    }

    HealthChecks(Warnings warnings, Asking asking) {
        this.warnings = warnings;
        this.asking = asking;
    }

    void add(String component, Supplier<Health> supplier) {
        checks.add(new Check(component, supplier, false));
    }

    /** One without which the bot is not ready. */
    void addNeeded(String component, Supplier<Health> supplier) {
        checks.add(new Check(component, supplier, true));
    }

    /** One entry a component; of one with several checks all must be up. */
    Map<String, Health> health() {
        Map<String, Health> all = new LinkedHashMap<>();
        for (Check check : checks) {
            all.merge(check.component, check.ask(), Health::and);
        }
        return all;
    }

    /** Something is needed, and all that is needed is up. */
    boolean isReady() {
        boolean any = false;
        for (Check check : checks) {
            if (check.isNeeded && !check.ask().isUp()) {
                return false;
            }
            any |= check.isNeeded;
        }
        return any;
    }
}
