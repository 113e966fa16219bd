package io.github.botmetry.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void options_areRead() {
        Options options = Options.parse("--for", "20s", "--statsd", "127.0.0.1:8125");

        assertThat(options.duration()).isEqualTo(Duration.ofSeconds(20));
        assertThat(options.statsd()).isNotNull().extracting("port").isEqualTo(8125);
        assertThat(Options.parse()).isEqualTo(new Options(null, null));
    }

    @Test
    void wrongOptions_areOneClearLine() {
        for (List<String> wrong : List.of(
                List.of("--for"),
                List.of("--for", "0s"),
                List.of("--for", "twenty"),
                List.of("--statsd", "localhost"),
                List.of("--statsd", "localhost:0"),
                List.of("--statsd", ":8125"),
                List.of("--what"))) {
            assertThatThrownBy(() -> Options.parse(wrong.toArray(String[]::new)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .message()
                    .contains(wrong.get(0).equals("--what") ? "unknown option --what" : wrong.get(0))
                    .doesNotContain("\n");
        }
    }
}
