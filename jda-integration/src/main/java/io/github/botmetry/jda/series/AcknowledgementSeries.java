package io.github.botmetry.jda.series;

import io.github.botmetry.event.BotEvent;
import io.github.botmetry.stats.Counter;
import io.github.botmetry.stats.Stats;
import io.github.botmetry.stats.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Counts how the interactions of one kind and name were acknowledged. Shared by all of them. Thread-safe. */
public final class AcknowledgementSeries {

    private final KindSeries ofKind;
    private final LazyHandle<Timer> accepted;
    private final LazyHandle<Counter> unanswered;

    private AcknowledgementSeries(Stats stats, KindSeries ofKind, String type, String command) {
        this.ofKind = ofKind;
        accepted = new LazyHandle<>(() -> stats.timer(InteractionDefinitions.ACK_DURATION, type, command));
        unanswered = new LazyHandle<>(() -> stats.counter(InteractionDefinitions.UNANSWERED, type, command));
    }

    /** The series of all events, each looked up once. */
    public static PerCommand<AcknowledgementSeries> perCommand(Stats stats) {
        Map<BotEvent.Kind, KindSeries> kinds = new EnumMap<>(BotEvent.Kind.class);
        for (BotEvent.Kind kind : BotEvent.Kind.values()) {
            kinds.put(kind, new KindSeries(stats, kind));
        }
        return new PerCommand<>((kind, command) ->
                new AcknowledgementSeries(stats, Objects.requireNonNull(kinds.get(kind)), kind.label(), command));
    }

    /** Every type with every end exists from the start: a rate of what never happened is 0, not missing. */
    public static void prepare(Stats stats) {
        for (BotEvent.Kind kind : BotEvent.Kind.values()) {
            if (kind.isInteraction()) {
                for (Acknowledgement end : Acknowledgement.values()) {
                    if (end.isDecided()) {
                        stats.counter(InteractionDefinitions.INTERACTIONS, kind.label(), end.label());
                    }
                }
            }
        }
    }

    /** A listener is called for the first time; nanoseconds after receipt, as in all that follow. */
    public void started(long afterReceipt) {
        ofKind.started(afterReceipt);
    }

    public void sent(long afterReceipt) {
        ofKind.sent(afterReceipt);
    }

    public void decided(Acknowledgement acknowledgement) {
        ofKind.decided(acknowledgement);
    }

    public void accepted(long afterReceipt) {
        accepted.get().recordNanos(afterReceipt);
    }

    public void unanswered() {
        unanswered.get().incr();
    }
}
