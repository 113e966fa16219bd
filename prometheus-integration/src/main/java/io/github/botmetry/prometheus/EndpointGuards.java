package io.github.botmetry.prometheus;

import io.github.botmetry.Health;
import io.github.botmetry.guard.Guard;
import io.github.botmetry.guard.Warnings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The parts of {@code /metrics} that may fail and work again; together they are its health. */
record EndpointGuards(Guard port, Guard tokenFile, Guard scrape, Guard meters) {

    static final String METERS = "Micrometer's meters on /metrics";

    static EndpointGuards of(Warnings warnings, Settings settings, Duration retry) {
        return new EndpointGuards(
                warnings.guard(
                        "/metrics on " + settings,
                        "free the port, or set another one; it is tried again every " + retry.toSeconds() + " s"),
                warnings.guard(
                        "token file of /metrics", "write the token into it again; until then the last one stays valid"),
                warnings.guard("scrape of /metrics"),
                warnings.guard(METERS, "look for a meter of the bot's own that throws or hangs"));
    }

    private List<Guard> all() {
        return List.of(port, tokenFile, scrape, meters);
    }

    /** Up if nothing fails now; the last error is of a part that fails, if one does. */
    Health health() {
        List<Guard> failing = all().stream().filter(Guard::isFailing).toList();
        String lastError = (failing.isEmpty() ? all() : failing)
                .stream()
                        .filter(guard -> guard.lastError() != null)
                        .map(guard -> guard.subject() + ": " + guard.lastError())
                        .findFirst()
                        .orElse(null);
        long seconds = failing.stream()
                .mapToLong(guard -> guard.failingFor().toSeconds())
                .max()
                .orElse(0);
        return new Health(failing.isEmpty(), Map.of(), lastError)
                .with("failures", all().stream().mapToLong(Guard::failures).sum())
                .with("failing_seconds", seconds);
    }
}
