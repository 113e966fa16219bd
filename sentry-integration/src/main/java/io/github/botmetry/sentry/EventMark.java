package io.github.botmetry.sentry;

import io.github.botmetry.event.BotEvent;
import org.jspecify.annotations.Nullable;

/** Tells one event from another by a number that keeps neither alive, and that a frozen copy shares. */
final class EventMark {

    private EventMark() {}

    static Long of(BotEvent event) {
        long mark = event.receivedNanos();
        mark = 31 * mark + event.shard();
        mark = 31 * mark + event.name().hashCode();
        mark = 31 * mark + event.interactionId();
        mark = 31 * mark + event.messageId();
        return 31 * mark + event.userId();
    }

    /** Whether the mark is the event's own, or of one inside which it happened. */
    static boolean isOf(Object mark, @Nullable BotEvent event) {
        for (BotEvent outer = event; outer != null; outer = outer.parent()) {
            if (of(outer).equals(mark)) {
                return true;
            }
        }
        return false;
    }
}
