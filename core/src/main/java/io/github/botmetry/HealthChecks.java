package io.github.botmetry;

import io.github.botmetry.internal.Guard;
import io.github.botmetry.internal.Problems;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Asks the components how they are; one that throws is down. Thread-safe. */
final class HealthChecks {

    private final Problems problems;
    private final Map<String, Check> checks = new LinkedHashMap<>();

    private record Check(Supplier<Health> supplier, Guard guard, boolean needed) {
        Health ask() {
            return guard.call(supplier::get, Health.down("the health check itself failed"));
        }
    }

    HealthChecks(Problems problems) {
        this.problems = problems;
    }

    void add(String component, Supplier<Health> supplier) {
        add(component, supplier, false);
    }

    /** One without which the bot is not ready. */
    void addNeeded(String component, Supplier<Health> supplier) {
        add(component, supplier, true);
    }

    private synchronized void add(String component, Supplier<Health> supplier, boolean needed) {
        checks.put(component, new Check(supplier, new Guard("health of " + component, problems), needed));
    }

    private synchronized Map<String, Check> copy() {
        return new LinkedHashMap<>(checks);
    }

    Map<String, Health> health() {
        Map<String, Health> all = new LinkedHashMap<>();
        copy().forEach((component, check) -> all.put(component, check.ask()));
        return all;
    }

    /** Something is needed, and all that is needed is up. */
    boolean isReady() {
        boolean any = false;
        for (Check check : copy().values()) {
            if (check.needed() && !check.ask().isUp()) {
                return false;
            }
            any |= check.needed();
        }
        return any;
    }
}
