package io.github.botmetry.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.Botmetry;
import io.github.botmetry.stats.GaugeDefinition;
import io.github.botmetry.statsd.Dialect;
import io.github.botmetry.statsd.StatsD;
import io.github.botmetry.testing.UdpCapture;
import org.junit.jupiter.api.Test;

class InstanceTest {

    private static final GaugeDefinition OWN =
            GaugeDefinition.named("own").labels("instance").build();

    @Test
    void labelOfADefinition_winsOverTheInstance_sinceATagIsWrittenOnce() {
        try (UdpCapture capture = UdpCapture.dogStatsD()) {
            try (Botmetry botmetry = Botmetry.builder()
                    .shutdownHook(false)
                    .instance("i1")
                    .install(StatsD.builder()
                            .host(capture.host())
                            .port(capture.port())
                            .dialect(Dialect.DOGSTATSD)
                            .build())
                    .build()) {
                botmetry.stats().gauge(OWN, "mine").set(1);
                botmetry.stats().gauge("other", 3);
            }
            capture.await(all -> all.lines().size() >= 2);

            assertThat(capture.lines()).containsExactlyInAnyOrder("own:1|g|#instance:mine", "other:3|g|#instance:i1");
        }
    }
}
