package io.github.botmetry.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.testing.UdpCapture;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The end of a process that nobody has closed anything in. */
@Timeout(60)
class ExitTest {

    @ParameterizedTest
    @CsvSource({"return, 0", "exit, 3"})
    void endOfTheProcess_sendsWhatIsLeft(String ending, int exitValue) throws Exception {
        try (UdpCapture capture = UdpCapture.plain()) {
            Process bot = bot(capture.host(), capture.port(), ending);
            assertThat(bot.waitFor(30, TimeUnit.SECONDS)).isTrue();
            capture.settle();
            assertThat(bot.exitValue()).isEqualTo(exitValue);
            assertThat(capture.counter("calls")).isEqualTo(1000);
            assertThat(capture.gauge("size")).isEqualTo(-3);
        }
    }

    @Test
    void endOfTheProcess_withADeadTransport_takesNoLongerThanItsLimit() throws Exception {
        long started = System.nanoTime();
        Process bot = bot("255.255.255.255", 9, "exit");
        assertThat(bot.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(bot.exitValue()).isEqualTo(3);
        // 8 s at the most, after the start of a JVM
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(30));
    }

    private static Process bot(String host, int port, String ending) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ExitingBot.class.getName(),
                        host,
                        Integer.toString(port),
                        ending)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
