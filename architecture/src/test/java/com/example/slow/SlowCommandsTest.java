package com.example.slow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.botmetry.event.EventFrame;
import io.github.botmetry.testing.RecordingWiring;
import io.github.botmetry.testing.TestEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlowCommandsTest {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final List<String> noticed = new ArrayList<>();

    private static void run(RecordingWiring wiring, String command, Duration duration) {
        EventFrame frame = wiring.events().begin(TestEvent.slash(command).build());
        frame.finish(duration);
    }

    @Test
    void command_aboveTheLimit_isCounted_andNoticed() {
        try (RecordingWiring wiring = new RecordingWiring()) {
            new SlowCommands(LIMIT, noticed::add).install(wiring);

            run(wiring, "ping", Duration.ofMillis(7));
            run(wiring, "export", Duration.ofSeconds(3));

            assertThat(wiring.stats().count("slow.commands", "ping")).isZero();
            assertThat(wiring.stats().count("slow.commands", "export")).isEqualTo(1);
            assertThat(noticed).containsExactly("export");
        }
    }

    @Test
    void notice_thatThrows_isCaught_andCountsGoOn() {
        try (RecordingWiring wiring = new RecordingWiring()) {
            new SlowCommands(LIMIT, Integer::parseInt).install(wiring);

            run(wiring, "export", Duration.ofSeconds(3));
            run(wiring, "export", Duration.ofSeconds(3));

            assertThat(wiring.stats().count("slow.commands", "export")).isEqualTo(2);
            assertThat(wiring.warnings().list())
                    .extracting(warning -> warning.code())
                    .containsExactly("outage");
        }
    }

    @Test
    void limit_thatIsNone_isRefused() {
        assertThatThrownBy(() -> new SlowCommands(Duration.ZERO, noticed::add))
                .hasMessage("limit must be longer than 0, was PT0S");
    }

    @Test
    void environment_installsIt_orNamesTheVariable() {
        SlowCommandsProvider provider = new SlowCommandsProvider();

        assertThat(provider.create(Map.<String, String>of()::get)).isNull();
        assertThat(provider.create(Map.of("SLOW_COMMANDS_LIMIT", "PT2S")::get).description())
                .isEqualTo("slow-commands above 2000 ms");
        assertThatThrownBy(() -> provider.create(Map.of("SLOW_COMMANDS_LIMIT", "2 s")::get))
                .hasMessage("SLOW_COMMANDS_LIMIT must be a duration such as PT2S, was \"2 s\"");
    }
}
