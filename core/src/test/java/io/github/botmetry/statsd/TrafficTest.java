package io.github.botmetry.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.guard.Warnings;
import io.github.botmetry.stats.CounterSeries;
import io.github.botmetry.stats.SeriesTable;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class TrafficTest {

    @Test
    void figures_andSeries_holdTheSame() {
        SeriesTable table = new SeriesTable(100, new Warnings(false));
        Traffic traffic = new Traffic(table.stats());

        traffic.sent(100, 3);
        traffic.sent(50, 2);
        traffic.handedOver(7);
        traffic.perhapsLost(0);
        traffic.perhapsLost(4);

        assertThat(traffic.figures())
                .isEqualTo(Map.of("datagrams", 2L, "bytes", 150L, "lines", 12L, "datagrams_perhaps_lost", 4L));
        Map<String, Long> recorded = StreamSupport.stream(table.series().spliterator(), false)
                .filter(series -> series.definition().name().startsWith("botmetry.statsd."))
                .collect(Collectors.toMap(
                        series -> series.definition().name().substring("botmetry.statsd.".length()),
                        series -> ((CounterSeries) series).total()));
        assertThat(recorded).isEqualTo(traffic.figures());
    }
}
