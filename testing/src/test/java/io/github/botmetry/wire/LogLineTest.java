package io.github.botmetry.wire;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.github.botmetry.Botmetry;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a bot passes may come from its users: it must not forge or fill the log. */
class LogLineTest {

    @ParameterizedTest
    @ValueSource(strings = {"a\n12:00 ERROR forged", "a\r\nb", "\u001b[2J", "\u0000"})
    void nameThatIsCut_andItsRefusedValue_areLoggedOnOneShortLineEach(String hostile) {
        try (Logged logged = new Logged();
                Botmetry botmetry = Botmetry.builder().shutdownHook(false).build()) {
            botmetry.stats().gauge(hostile + "x".repeat(100_000), Double.NaN);
            botmetry.close(); // waits for the log
            List<String> warnings = logged.at(Level.WARN);
            assertThat(warnings)
                    .hasSize(2)
                    .allSatisfy(one -> assertThat(one).hasSizeLessThan(1_000).doesNotContainPattern("\\p{Cntrl}"));
        }
    }
}
