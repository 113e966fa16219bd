package io.github.botmetry;

import io.github.botmetry.guard.Guard;
import io.github.botmetry.guard.Warnings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Asks the components how they are; one that throws is down. Thread-safe. */
final class HealthChecks {

    private final Warnings warnings;
    private final List<Check> checks = new CopyOnWriteArrayList<>();

    private record Check(String component, Supplier<Health> supplier, Guard guard, boolean needed) {
        Health ask() {
            return guard.call(supplier::get, Health.down("the health check itself failed"));
        }
    }

    HealthChecks(Warnings warnings) {
        this.warnings = warnings;
    }

    void add(String component, Supplier<Health> supplier) {
        add(component, supplier, false);
    }

    /** One without which the bot is not ready. */
    void addNeeded(String component, Supplier<Health> supplier) {
        add(component, supplier, true);
    }

    private void add(String component, Supplier<Health> supplier, boolean needed) {
        checks.add(new Check(component, supplier, warnings.guard("health of " + component), needed));
    }

    /** One entry a component; of one with several checks all must be up. */
    Map<String, Health> health() {
        Map<String, Health> all = new LinkedHashMap<>();
        for (Check check : checks) {
            all.merge(check.component(), check.ask(), Health::and);
        }
        return all;
    }

    /** Something is needed, and all that is needed is up. */
    boolean isReady() {
        boolean any = false;
        for (Check check : checks) {
            if (check.needed() && !check.ask().isUp()) {
                return false;
            }
            any |= check.needed();
        }
        return any;
    }
}
