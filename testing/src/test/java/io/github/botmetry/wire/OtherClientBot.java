package io.github.botmetry.wire;

import io.github.botmetry.Botmetry;
import io.github.botmetry.Health;
import io.github.botmetry.statsd.Dialect;
import io.github.botmetry.statsd.StatsD;

/** Counts to 7 and says how that went; loaded with another client than ours, so it stands for itself. */
public final class OtherClientBot {

    private OtherClientBot() {}

    public static String run(String host, int port, String dialect) {
        Botmetry botmetry = Botmetry.builder()
                .install(StatsD.builder()
                        .host(host)
                        .port(port)
                        .dialect(Dialect.valueOf(dialect))
                        .build())
                .shutdownHook(false)
                .build();
        botmetry.stats().incr("calls", 7);
        botmetry.close();
        Health health = botmetry.health().get("statsd");
        return (health.isUp() ? "up" : "down") + ", " + health.figures().get("waiting") + " waiting: "
                + health.lastError();
    }
}
