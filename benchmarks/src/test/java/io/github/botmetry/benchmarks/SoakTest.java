package io.github.botmetry.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Takes some minutes: {@code mvn verify -Psoak -pl benchmarks -am}. */
@Tag("soak")
class SoakTest {

    private static final long MILLION = 1_000_000;

    /** By then the latest 10,000 interactions, which are kept for late answers, are full. */
    private static final int FULL_AFTER_MILLIONS = 5;

    private static final long SLACK_BYTES = 4_000_000;

    @Test
    void memory_isFlat_over10MillionEvents() throws Exception {
        List<Soak.Sample> samples = Soak.run(10 * MILLION, MILLION, Soak.REST);

        System.out.println(samples);
        long settled = samples.get(FULL_AFTER_MILLIONS - 1).heapBytes();
        assertThat(samples.subList(FULL_AFTER_MILLIONS, samples.size()))
                .allSatisfy(sample -> assertThat(sample.heapBytes()).isLessThan(settled + SLACK_BYTES));
    }
}
