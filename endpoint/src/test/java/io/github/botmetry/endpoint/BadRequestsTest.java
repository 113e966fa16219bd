package io.github.botmetry.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadRequestsTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET /page HTTP/1.1\r\n\r\n",
                "GET /page HTTP/1.1\r\nHost: s3cret s3cret\r\n\r\n",
                "GET /page HTTP/1.1\r\nHost: here:s3cret\r\n\r\n",
                "GET /page HTTP/1.1\r\nHost: here\r\nHost: s3cret\r\n\r\n",
                "GET /page HTTP/9.9\r\nHost: here\r\n\r\n",
                "GET /\u0001s3cret HTTP/1.1\r\nHost: here\r\n\r\n",
                "GET /page HTTP/1.1\r\nHost: here\r\ns3cret\r\n\r\n",
                "GET /page HTTP/1.1\r\nHost: here\r\nContent-Length: s3cret\r\n\r\n",
                "POST /page HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: s3cret\r\n\r\n",
                "POST /page HTTP/1.1\r\nHost: here\r\nContent-Length: 10\r\n\r\n",
                "GET /healthz HTTP/1.1\r\nHost: here\r\n\r\n",
                "GET /page HTTP/1.1\r\nHost: here\r\n\r\n"
            })
    void connection_endsWithItsAnswer_whateverItsClientKeepsOpen_andNothingOfItIsLogged(String request)
            throws IOException {
        try (LogLines log = new LogLines("ROOT", Level.DEBUG);
                Served bot = new Served();
                RawClient client = bot.connect()) {
            client.send(request);
            Awaitility.await()
                    .atMost(SOON) // Jetty's own limit is 10 s
                    .until(() -> client.hasAnswered() && bot.connections() == 0);

            assertThat(client.rest()).matches("(?s)HTTP/1.1 (200|4..|5..) .*");
            assertThat(log.all()).noneMatch(line -> line.contains("s3cret") || line.contains("etty"));
            assertThat(log.of("WARN")).isEmpty();
        }
    }
}
