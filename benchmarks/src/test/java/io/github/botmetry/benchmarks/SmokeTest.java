package io.github.botmetry.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every benchmark runs; what it measures in a millisecond means nothing. */
class SmokeTest {

    /** JMH's lock keeps two measurements apart, and this is none. */
    @BeforeAll
    static void ignoreOtherRuns() {
        System.setProperty("jmh.ignoreLock", "true");
    }

    @Test
    void everyBenchmark_runs() throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("io\\.github\\.botmetry\\.benchmarks\\.")
                        .param("series", "10")
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(1))
                        .build())
                .run();
        assertThat(results)
                .hasSize(41)
                .allSatisfy(result ->
                        assertThat(result.getPrimaryResult().getScore()).isPositive());
    }

    @Test
    void burst_ofOurs_arrivesWhole() throws InterruptedException {
        assertThat(Bursts.ours(10_000).lines()).hasSize(2).allMatch(row -> row.contains("| 100.00 % |"));
    }

    @Test
    void flush_ofManySeries_arrivesWhole() throws InterruptedException {
        assertThat(Flushes.table(5_000)).contains("| 100.00 % |");
    }

    @Test
    void flushOfFewSeries_startsNoThread() throws Exception {
        assertThat(Flushes.small().lines())
                .hasSize(4)
                .filteredOn(row -> row.matches(".*\\| [0-4] \\|"))
                .hasSize(2);
    }

    @Test
    void commands_costMoreThanNothing_inEachBot() throws Exception {
        assertThat(Commands.table(new Commands.Size(10, 1, 10, 10)).lines())
                .hasSize(8)
                .noneMatch(row -> row.contains("| 0 us |") || row.contains("NaN") || row.contains("| 0.0 MB |"));
    }

    @Test
    void ratiosOfCommands_withAControlBeyond3Percent_areUndecided() {
        assertThat(Commands.verdict(1.031)).contains("undecided");
        assertThat(Commands.verdict(0.969)).contains("undecided");
        assertThat(Commands.verdict(1.029)).doesNotContain("undecided");
    }

    @Test
    void allocations_ofACommand_areMoreThanBare() throws Exception {
        assertThat(Allocations.measure(Allocations.FIRST_COMPILER, BotProcess.EVERYTHING, 200, 50))
                .isGreaterThan(Allocations.measure(Allocations.FIRST_COMPILER, BotProcess.BARE, 200, 50));
    }

    @Test
    void trace_followsACommand_throughReadingThreadAndRateLimiter() throws Exception {
        assertThat(Trace.text(1, BotProcess.STATS))
                .containsPattern(
                        "\\| A command with stats \\| \\d{3,4} \\| \\d{2,3} \\| \\d{3} \\| 0 \\|") // no empty method
                .containsPattern("ReadThread\\*\\*: .*ObservedEventManager.*ObservedListener")
                .containsPattern("RateLimit.*\\*\\*: .*RestInterceptor");
    }

    @Test
    void soak_looksAtTheHeapAsOftenAsAsked() throws Exception {
        assertThat(Soak.run(4_000, 2_000, Duration.ZERO))
                .extracting(Soak.Sample::events)
                .containsExactly(2_000L, 4_000L);
    }

    @Test
    void scrape_ofManySeries_isCompared() throws IOException {
        assertThat(Scrapes.table(150)).contains("| 150 | counters |").contains("| 150 | histograms |");
    }
}
