package io.github.botmetry.jda;

import io.github.botmetry.event.BotEvent;
import io.github.botmetry.stats.Stats;
import java.time.Duration;

/** Counts how one interaction was acknowledged. */
final class AcknowledgementMetrics {

    private final Stats stats;
    private final String type;
    private final String command;

    AcknowledgementMetrics(Stats stats, BotEvent event) {
        this.stats = stats;
        this.type = event.kind().label();
        this.command = event.name();
    }

    /** Every type with every end exists from the start: a rate of what never happened is 0, not missing. */
    static void prepare(Stats stats) {
        for (BotEvent.Kind kind : BotEvent.Kind.values()) {
            if (kind.isInteraction()) {
                for (Acknowledgement end : Acknowledgement.values()) {
                    if (end.isDecided()) {
                        stats.counter(JdaMetrics.INTERACTIONS, kind.label(), end.label());
                    }
                }
            }
        }
    }

    void started(Duration afterReceipt) {
        stats.timer(JdaMetrics.HANDLER_DELAY, type).record(afterReceipt);
    }

    void sent(Duration afterReceipt) {
        stats.timer(JdaMetrics.SENT_DURATION, type).record(afterReceipt);
    }

    void decided(Acknowledgement acknowledgement) {
        stats.counter(JdaMetrics.INTERACTIONS, type, acknowledgement.label()).incr();
    }

    void accepted(Duration afterReceipt) {
        stats.timer(JdaMetrics.ACK_DURATION, type, command).record(afterReceipt);
    }

    void unanswered() {
        stats.counter(JdaMetrics.UNANSWERED, type, command).incr();
    }
}
