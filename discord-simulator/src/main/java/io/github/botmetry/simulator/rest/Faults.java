package io.github.botmetry.simulator.rest;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps the faults that tests have ordered, and picks those for each request. */
public final class Faults {
    public static final int ALWAYS = -1;

    private final List<Rule> rules = new CopyOnWriteArrayList<>();

    public void delay(RoutePattern pattern, int times, Duration delay) {
        rules.add(new Rule(pattern, new AtomicInteger(times), delay, null));
    }

    public void answer(RoutePattern pattern, int times, Supplier<@Nullable RestAnswer> answer) {
        rules.add(new Rule(pattern, new AtomicInteger(times), Duration.ZERO, answer));
    }

    public void clear() {
        rules.clear();
    }

    public void clear(RoutePattern pattern) {
        rules.removeIf(rule -> rule.pattern().sameAs(pattern));
    }

    /** Picks the faults of a request: the sum of the delays, and the answer ordered first. */
    public Verdict judge(String method, List<String> path) {
        Duration delay = Duration.ZERO;
        for (Rule rule : rules) {
            if (rule.pattern().matches(method, path) && rule.take()) {
                Supplier<@Nullable RestAnswer> answer = rule.answer();
                if (answer != null) {
                    RestAnswer forced = answer.get();
                    return new Verdict(delay, forced, forced == null);
                }
                delay = delay.plus(rule.delay());
            }
        }
        return new Verdict(delay, null, false);
    }

    public record Verdict(Duration delay, @Nullable RestAnswer forced, boolean cut) {}

    /** An answer supplier of null makes the rule a mere delay; a null answer cuts the connection. */
    private record Rule(
            RoutePattern pattern,
            AtomicInteger left,
            Duration delay,
            @Nullable Supplier<@Nullable RestAnswer> answer) {
        boolean take() {
            return left.getAndUpdate(times -> times > 0 ? times - 1 : times) != 0;
        }
    }
}
