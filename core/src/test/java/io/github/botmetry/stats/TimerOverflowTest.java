package io.github.botmetry.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing may stay locked when the stack of the bot ends inside a recording. */
class TimerOverflowTest {

    private static final Duration LIMIT = Duration.ofSeconds(150);
    private static final int BY_EACH = 100_000;
    private static final int READINGS = 10_000;

    private final Overflows overflows = new Overflows();

    @Test
    void threeThousandOverflows_leaveNothingLocked_forWritersAndReaders() throws InterruptedException {
        overflows.timer();
        Thread bot = overflows.start(3_000);
        List<Thread> all =
                List.of(bot, started(this::record), started(this::record), started(this::read), started(this::read));

        long end = System.nanoTime() + LIMIT.toNanos();
        for (Thread one : all) {
            one.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
        }

        assertThat(all).noneMatch(Thread::isAlive);
        assertThat(overflows.isRight(overflows.reading(), 2 * BY_EACH))
                .as("%s, count is %s", overflows, overflows.reading().count())
                .isTrue();
    }

    private void record() {
        for (int i = 0; i < BY_EACH; i++) {
            overflows.timer().recordNanos(Overflows.NANOS);
        }
    }

    private void read() {
        TimerSeries series = overflows.series();
        for (int i = 0; i < READINGS; i++) {
            series.read(new TimerReading());
            series.samplesSince(series.count() - 5, new long[10]);
        }
    }

    private static Thread started(Runnable body) {
        Thread thread = new Thread(body);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xint", "-XX:TieredStopAtLevel=1", "-XX:-TieredCompilation"})
    void overflows_fromTheFirstUseInAJvmOn_leaveNothingLockedNorLost_withEachCompiler(String compiler)
            throws IOException, InterruptedException {
        assertThat(printedBy(compiler, Overflows.class.getName(), "500")).isEqualTo("right");
    }

    @Test
    void recording_whileTheHeapIsFull_countsAll_andKeepsFewerSamples() throws IOException, InterruptedException {
        assertThat(printedBy("-Xmx32m", FullHeap.class.getName())).isEqualTo("1010 recorded, 16 kept");
    }

    private static String printedBy(String option, String... program) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                option,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(List.of(program));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return printed.strip();
    }
}
