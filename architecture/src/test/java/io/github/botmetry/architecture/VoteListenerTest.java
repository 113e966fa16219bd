package io.github.botmetry.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.Botmetry;
import io.github.botmetry.testing.BotmetryExtension;
import io.github.botmetry.testing.RecordingStats;
import io.github.botmetry.testing.UdpCapture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BotmetryExtension.class)
class VoteListenerTest {

    @Test
    void vote_fromMember_isCounted(Botmetry botmetry, RecordingStats stats, UdpCapture capture) {
        new VoteListener(botmetry).onVote();
        assertThat(stats.count("votes")).isEqualTo(1); // what was recorded
        capture.await(c -> c.counter("votes") == 1); // what a StatsD server was told
    }
}
