package io.github.botmetry.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.guard.Warnings;
import io.github.botmetry.stats.CounterDefinition;
import io.github.botmetry.stats.OriginalHash;
import io.github.botmetry.stats.Series;
import io.github.botmetry.stats.SeriesTable;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class EncoderTest {

    private static final CounterDefinition VOTES =
            CounterDefinition.named("votes").labels("choice").build();

    private final Warnings warnings = new Warnings(false);
    private final SeriesTable table = new SeriesTable(100, warnings);

    /** The tag of one label value, as DogStatsD has it. */
    private String tag(String value) {
        table.stats().counter(VOTES, value).incr();
        Series series = StreamSupport.stream(table.series().spliterator(), false)
                .filter(one -> one.labelValues().equals(List.of(value)))
                .findFirst()
                .orElseThrow();
        StatsDSettings settings = new StatsDSettings(
                "h", 1, null, null, false, "", "", Dialect.DOGSTATSD, Duration.ofSeconds(1), 1432, false);
        LineEncoder encoder = Dialect.DOGSTATSD.encoder(new WireNames(Dialect.DOGSTATSD, warnings::warn));
        return encoder.names(series, settings).get(0).tags()[0];
    }

    private static String hashed(String form, String value) {
        return "choice:" + form + '_' + OriginalHash.of(value);
    }

    @Test
    void tag_of150Letters_stays_andALongerOneIsCut() {
        String longest = "ж".repeat(150);

        assertThat(tag(longest)).isEqualTo("choice:" + longest);
        assertThat(tag(longest + 'я')).isEqualTo(hashed(longest, longest + 'я'));
    }

    @Test
    void tag_keepsLettersOfAnyScript_butNotThoseThatTheClientGarbles() {
        assertThat(tag("новости.日本-a_/1")).isEqualTo("choice:новости.日本-a_/1");
        assertThat(tag("a b")).isEqualTo("choice:a_b");
        assertThat(tag("\ud840\udc00")).isEqualTo(hashed("_", "\ud840\udc00"));
        assertThat(tag("a|b")).isEqualTo(hashed("a_b", "a|b"));
    }

    @Test
    void name_takesItsBytes_andThoseOfItsTagsWithTheirSeparators() {
        assertThat(new WireName("ж").bytes()).isEqualTo(2);
        assertThat(new WireName("a", "b:c", "d").bytes()).isEqualTo(1 + 4 + 2);
    }
}
