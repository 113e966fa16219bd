package io.github.botmetry.statsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.timgroup.statsd.NoOpStatsDClient;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines, and the calls, that stand for the durations of one timer. */
class TimingsTest {

    private static final WireName NAME = new WireName("took");

    private static Durations durations(long recorded, int kept) {
        return new Durations(recorded, LongStream.range(0, kept).toArray());
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "3, 1",
        "512, 512",
        "513, 512",
        "600, 512",
        "1023, 512",
        "100001, 512",
        "1048575, 7",
        "99, 2048",
        "9223372036854775807, 512"
    })
    void plainLines_standForExactlyWhatWasRecorded(long recorded, int kept) {
        PlainTimings timings = new PlainTimings(durations(recorded, Math.min(kept, (int) Math.min(recorded, 2048))));
        long stands = 0;
        int lines = 0;
        while (timings.hasNext()) {
            String line = timings.next();
            long amount = timings.advance();
            double rate = line.contains("@") ? Double.parseDouble(line.substring(line.indexOf('@') + 1)) : 1;
            assertThat(amount * rate).isEqualTo(1);
            stands += amount;
            lines++;
        }
        assertThat(stands).isEqualTo(recorded);
        assertThat(lines).isBetween(1, Math.max(kept, 64));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64, 512})
    void plainLines_areOneForEach_whileAllAreKept(int recorded) {
        PlainTimings timings = new PlainTimings(durations(recorded, recorded));
        int lines = 0;
        while (timings.hasNext()) {
            assertThat(timings.next()).endsWith("|ms");
            assertThat(timings.advance()).isEqualTo(1);
            lines++;
        }
        assertThat(lines).isEqualTo(recorded);
    }

    /** Counts as a server does. */
    private static final class Counting extends NoOpStatsDClient {
        private double counted;
        private double millis;
        private int calls;

        @Override
        public void recordExecutionTime(String aspect, long timeInMs, String... tags) {
            recordExecutionTime(aspect, timeInMs, 1, tags);
        }

        @Override
        public void recordExecutionTime(String aspect, long timeInMs, double sampleRate, String... tags) {
            assertThat(1 / sampleRate).isEqualTo(Math.rint(1 / sampleRate));
            assertThat(sampleRate * 1e6).isCloseTo(Math.rint(sampleRate * 1e6), within(1e-9));
            calls++;
            counted += sampleRate; // a line stands for 1/rate, and comes with the probability rate: 1 on average
            millis += timeInMs;
        }
    }

    private static Counting called(Durations durations) {
        DogStatsDTimings timings = new DogStatsDTimings(durations);
        Counting client = new Counting();
        long size = 0;
        while (timings.hasNext()) {
            DogStatsDTimings.Part part = timings.next(20);
            assertThat(part.lines()).isBetween(1, 20);
            part.runOn(client, NAME);
            size += part.size();
        }
        assertThat(client.calls).isEqualTo((int) size);
        return client;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20, 1_000, DogStatsDTimings.EXACT})
    void upToSoMany_eachIsSent(long recorded) {
        Counting client = called(durations(recorded, (int) Math.min(recorded, 512)));
        assertThat(client.calls).isEqualTo((int) recorded);
        assertThat(client.counted).isEqualTo(recorded);
    }

    @ParameterizedTest
    @ValueSource(longs = {1_025, 10_000, 123_456, 3_000_000})
    void beyond_eachIsACallAndSomeHundredLinesAreExpected(long recorded) {
        Counting client = called(durations(recorded, 512));
        assertThat(client.calls).isEqualTo((int) recorded);
        assertThat(client.counted).isBetween(400.0, 1_025.0);
    }

    @Test
    void beyond_valuesAreMillisecondsToo() {
        assertThat(called(new Durations(10_000, new long[] {7_000_000})).millis).isEqualTo(70_000);
    }

    @Test
    void moreThanOneFlushShallTake_isLeftForTheNext() {
        assertThat(called(durations(100_000_000, 512)).calls).isEqualTo(10_000_000);
    }

    @Test
    void wholeMilliseconds_addUpToWhatWasRecorded() {
        Random random = new Random(1);
        long[] nanos = random.longs(1_000, 0, 3_000_000).toArray();
        assertThat(called(new Durations(1_000, nanos)).millis)
                .isCloseTo(Arrays.stream(nanos).sum() / 1e6, within(0.51));
    }

    @Test
    void longestDuration_isNotNegative() {
        Counting client = new Counting();
        DogStatsDTimings timings = new DogStatsDTimings(new Durations(2, new long[] {Long.MAX_VALUE, Long.MAX_VALUE}));
        while (timings.hasNext()) {
            timings.next(1).runOn(client, NAME);
        }

        assertThat(client.millis).isEqualTo(2.0 * (Long.MAX_VALUE / 1_000_000 - 1), within(2.0));
    }
}
