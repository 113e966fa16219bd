package io.github.botmetry.jda;

import io.github.botmetry.event.BotEvent;
import io.github.botmetry.stats.Stats;
import java.time.Duration;
import java.util.Locale;

/** Counts how one interaction was acknowledged. */
final class AcknowledgementMetrics {

    private final Stats stats;
    private final String type;
    private final String command;

    AcknowledgementMetrics(Stats stats, BotEvent event) {
        this.stats = stats;
        this.type = Labels.type(event.kind());
        this.command = event.name();
    }

    void decided(Handling.Acknowledgement acknowledgement) {
        stats.counter(JdaMetrics.INTERACTIONS, type, acknowledgement.name().toLowerCase(Locale.ROOT))
                .incr();
    }

    void accepted(Duration afterReceipt) {
        stats.timer(JdaMetrics.ACK_DURATION, type, command).record(afterReceipt);
    }
}
