package io.github.botmetry.architecture;

import com.timgroup.statsd.StatsDClient;
import io.github.botmetry.Botmetry;
import io.github.botmetry.stats.GaugeDefinition;
import io.github.botmetry.statsd.Dialect;
import io.github.botmetry.statsd.StatsD;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;

/** The code in docs/statsd.md, compiled. */
final class StatsDSnippets {

    private StatsDSnippets() {}

    static List<StatsD> all(StatsDClient client) {
        StatsD plain = StatsD.builder()
                .host("statsd.example.org") // localhost by default
                .port(8125)
                .prefix("mybot")
                .interval(Duration.ofSeconds(10))
                .build();
        StatsD agent = StatsD.builder()
                .dialect(Dialect.DOGSTATSD)
                .socket(Path.of("/var/run/datadog/dsd.socket"))
                .originDetection(true) // the agent adds the container's tags; off by default
                .build();
        StatsD own = StatsD.builder().dialect(Dialect.DOGSTATSD).client(client).build();
        return List.of(plain, agent, own);
    }

    static AutoCloseable gauges(Botmetry botmetry, Queue<String> queue) {
        GaugeDefinition depth =
                GaugeDefinition.named("queue.depth").labels("queue").build();
        AutoCloseable reading = botmetry.stats().gauge(depth, "mail").read(queue::size); // until it is closed
        botmetry.stats().gauge("queue.size").read(queue::size); // the same without labels
        return reading;
    }
}
