package io.github.botmetry.sentry;

import io.github.botmetry.event.BotEvent;
import org.jspecify.annotations.Nullable;

/** Identifies an event by a number, which does not keep it alive and which its frozen copy shares. */
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

    /** Returns true if the mark belongs to the event or to an event around it. */
    static boolean isOf(Object mark, @Nullable BotEvent event) {
        for (BotEvent outer = event; outer != null; outer = outer.parent()) {
            if (of(outer).equals(mark)) {
                return true;
            }
        }
        return false;
    }
}
