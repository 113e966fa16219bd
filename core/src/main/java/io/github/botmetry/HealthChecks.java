package io.github.botmetry;

import io.github.botmetry.guard.Guard;
import io.github.botmetry.guard.Warnings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Calls the health checks; a component whose check throws or takes longer than a second is down. Thread-safe. */
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

    /** Adds the check of a component that the bot needs to be ready. */
    void addNeeded(String component, Supplier<Health> supplier) {
        checks.add(new Check(component, supplier, true));
    }

    /** State of each component; all checks of a component must be up. */
    Map<String, Health> health() {
        Map<String, Health> all = new LinkedHashMap<>();
        for (Check check : checks) {
            all.merge(check.component, check.ask(), Health::and);
        }
        return all;
    }

    /** True if at least one component is needed and all needed ones are up. */
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
