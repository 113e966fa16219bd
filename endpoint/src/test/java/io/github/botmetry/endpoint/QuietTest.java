package io.github.botmetry.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class QuietTest {

    @Test
    void botThatLogsEverything_getsNoLineOfTheServer() throws IOException {
        try (LogLines log = new LogLines("ROOT", Level.TRACE)) {
            try (Served bot = new Served();
                    RawClient client = bot.connect()) {
                assertThat(bot.status(Served.PAGE)).isEqualTo(200);
                client.send("nonsense\r\n\r\n").rest();
            }

            assertThat(log.all()).noneMatch(line -> line.contains("etty") || line.contains("botmetry-endpoint"));
            assertThat(log.of("INFO")).hasSize(1); // of Botmetry, which says that it is there
        }
    }
}
