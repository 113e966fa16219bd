package io.github.botmetry.endpoint;

import io.github.botmetry.Health;
import io.github.botmetry.guard.Guard;
import io.github.botmetry.guard.Warnings;
import java.util.List;
import java.util.Map;

/** Guards the parts of the endpoint that may fail and recover, and derives its health from them. */
record EndpointGuards(Guard port, Guard arrivals, Guard tokenFile) {

    static final String TOKEN_FILE = "token file of the endpoint";

    static EndpointGuards of(Warnings warnings, Settings settings) {
        return new EndpointGuards(
                warnings.guard(
                        "endpoint on " + settings,
                        "set a port that is free and an address of this machine; it is tried again every "
                                + settings.retry().toSeconds() + " s"),
                warnings.guard("connections to the endpoint", "see which files and connections the bot does not close"),
                warnings.guard(
                        TOKEN_FILE,
                        "write the token into it again; the last one stays valid for "
                                + settings.limits().lastToken().toMinutes() + " minutes"));
    }

    private List<Guard> all() {
        return List.of(port, arrivals, tokenFile);
    }

    /** Returns up if nothing fails now, otherwise down with the error of a failing part. */
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
