package io.github.botmetry.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.guard.Warnings;
import io.github.botmetry.stats.SeriesTable;
import io.github.botmetry.stats.Stats;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a series takes in memory, its name and its place in all maps included. */
class MemoryTest {

    private static final int SERIES = 20_000;

    /** How a bot makes one, and how many bytes it may take at the most. */
    enum Made {
        COUNTER(700, Stats::incr),
        GAUGE(700, (stats, name) -> stats.gauge(name, 1)),
        TIMER(1_200, (stats, name) -> stats.timing(name, Duration.ofMillis(1)));

        private final int mostBytes;
        private final BiConsumer<Stats, String> use;

        Made(int mostBytes, BiConsumer<Stats, String> use) {
            this.mostBytes = mostBytes;
            this.use = use;
        }
    }

    @ParameterizedTest
    @EnumSource
    void series_thatOneThreadRecords_takesNoMoreThanIsSaid(Made made) {
        use(new SeriesTable(SERIES * 2, new Warnings(false)), made); // what is loaded and compiled once is not counted
        SeriesTable table = new SeriesTable(SERIES * 2, new Warnings(false));
        long before = usedBytes();
        use(table, made);
        long each = (usedBytes() - before) / SERIES;
        assertThat(table.size()).isGreaterThanOrEqualTo(SERIES);
        assertThat(each).isBetween(50L, (long) made.mostBytes);
    }

    private static void use(SeriesTable table, Made made) {
        for (int i = 0; i < SERIES; i++) {
            made.use.accept(table.stats(), "commands.command" + i);
        }
    }

    private static long usedBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
