package io.github.botmetry.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.testing.UdpCapture;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole processes: how they end, and a machine that has no thread to give. */
@Timeout(90)
class ProcessTest {

    private static final String POOR_KIB = "4000000";

    private static Process start(List<String> before, Class<?> program, UdpCapture capture, String... more)
            throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                program.getName(),
                capture.host(),
                Integer.toString(capture.port())));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String java() {
        return ProcessHandle.current().info().command().orElse("java");
    }

    /** The hook of the JVM stays until the last flush is done, whichever thread closes. */
    @ParameterizedTest
    @ValueSource(strings = {"exit", "shutdownNow"})
    void endOfTheProcess_whileAThreadCloses_waitsForTheLastFlush(String ending) throws Exception {
        try (UdpCapture capture = UdpCapture.plain()) {
            Process bot = start(List.of(java()), ClosingBot.class, capture, ending);
            assertThat(bot.waitFor(60, TimeUnit.SECONDS)).isTrue();
            capture.settle();
            assertThat(bot.exitValue()).isEqualTo(3);
            assertThat(capture.counter("calls")).isEqualTo(5_000);
            assertThat(capture.counter("steps")).isEqualTo(1);
        }
    }

    /** As where a container's limit of processes is reached: the address space of this JVM has no room for a further stack. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void machineWithoutAThreadToGive_startsTheBot_andSendsWhenThereIsOne() throws Exception {
        String limited = "ulimit -v " + POOR_KIB + "; export MALLOC_ARENA_MAX=1; exec \"$0\" \"$@\"";
        List<String> poor = List.of(
                "sh",
                "-c",
                limited,
                java(),
                "-Xss128m",
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:CompressedClassSpaceSize=64m",
                "-XX:ReservedCodeCacheSize=64m");
        try (UdpCapture capture = UdpCapture.plain()) {
            Process bot = start(poor, PoorBot.class, capture, POOR_KIB);
            try {
                capture.await(Duration.ofSeconds(60), c -> c.counter("calls") == 1_000);
            } finally {
                bot.destroyForcibly().waitFor();
            }
        }
    }
}
