package io.github.botmetry.jda.series;

import io.github.botmetry.event.BotEvent;
import io.github.botmetry.stats.Counter;
import io.github.botmetry.stats.Stats;
import io.github.botmetry.stats.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The numbers of all interactions of one kind, whatever their names. Thread-safe. */
final class KindSeries {

    private final LazyHandle<Timer> handlerDelay;
    private final LazyHandle<Timer> sent;
    private final Map<Acknowledgement, LazyHandle<Counter>> decided = new EnumMap<>(Acknowledgement.class);

    KindSeries(Stats stats, BotEvent.Kind kind) {
        String type = kind.label();
        handlerDelay = new LazyHandle<>(() -> stats.timer(InteractionDefinitions.HANDLER_DELAY, type));
        sent = new LazyHandle<>(() -> stats.timer(InteractionDefinitions.SENT_DURATION, type));
        for (Acknowledgement end : Acknowledgement.values()) {
            decided.put(
                    end, new LazyHandle<>(() -> stats.counter(InteractionDefinitions.INTERACTIONS, type, end.label())));
        }
    }

    /** @param afterReceipt in nanoseconds, as in all that follow */
    void started(long afterReceipt) {
        handlerDelay.get().recordNanos(afterReceipt);
    }

    void sent(long afterReceipt) {
        sent.get().recordNanos(afterReceipt);
    }

    void decided(Acknowledgement acknowledgement) {
        Objects.requireNonNull(decided.get(acknowledgement)).get().incr();
    }
}
