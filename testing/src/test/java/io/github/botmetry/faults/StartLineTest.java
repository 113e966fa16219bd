package io.github.botmetry.faults;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.github.botmetry.Botmetry;
import io.github.botmetry.Integration;
import io.github.botmetry.Wiring;
import io.github.botmetry.statsd.StatsD;
import io.github.botmetry.testing.Fault;
import io.github.botmetry.testing.Faults;
import io.github.botmetry.wire.Logged;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The one line of a start. */
class StartLineTest {

    private static List<String> started(Integration... integrations) {
        try (Logged logged = new Logged()) {
            Botmetry.Builder builder = Botmetry.builder().shutdownHook(false);
            for (Integration integration : integrations) {
                builder.install(integration);
            }
            builder.build().close();
            assertThat(logged.at(Level.WARN)).hasSizeLessThanOrEqualTo(1);
            return logged.at(Level.INFO);
        }
    }

    private record Described(String name, Faults faults) implements Integration {

        @Override
        public String description() {
            return faults.<String, String>function(name -> name + " https://example.org each 10 s")
                    .apply(name);
        }

        @Override
        public void install(Wiring wiring) {}
    }

    @Test
    void build_namesVersionAndAllThatIsInstalled() {
        Integration first = new Described("first", Faults.of(Fault.BLOCK).times(0));
        assertThat(started(first, StatsD.builder().host("localhost").build()))
                .singleElement()
                .asString()
                .matches("Botmetry: Botmetry \\d+\\.\\d+\\.\\d+\\S*: first https://example.org each 10 s, statsd.*");
    }

    @Test
    void build_saysThatNothingIsInstalled() {
        assertThat(started()).singleElement().asString().contains("nothing is installed");
    }

    @Test
    void descriptionThatThrows_isTheName_andStopsNoBot() {
        assertThat(started(new Described("broken", Faults.of(Fault.LINKAGE_ERROR))))
                .singleElement()
                .asString()
                .endsWith(": broken");
    }

    @Test
    void noop_saysNothing() {
        try (Logged logged = new Logged()) {
            Botmetry.noop().close();
            assertThat(logged.at(Level.INFO)).isEmpty();
        }
    }

    @Test
    void description_cannotForgeALine_norShowAToken() {
        String token = "MTAyMzQ1Njc4OTAxMjM0NTY3OA.GAbCdE.abcdefghijklmnopqrstuvwxyz0123456789AB";
        assertThat(started(
                        new Described("evil\n" + token, Faults.of(Fault.BLOCK).times(0))))
                .singleElement()
                .asString()
                .doesNotContain("\n")
                .doesNotContain("abcdefghij");
    }
}
