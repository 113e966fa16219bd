package io.github.botmetry.sentry;

import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.event.EventFrame;
import io.sentry.ScopeObserverAdapter;
import io.sentry.SentryBaseEvent;
import io.sentry.protocol.User;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps tags and users that the bot sets in an event without scopes of its own off the reports of other events.
 *
 * <p>Such an event shares the scopes of its thread with all others there, and {@code Sentry.setUser} in a message listener
 * would stay for ever. So each value is noted with its event, and removed from reports of other events.
 */
final class ThreadLeftovers extends ScopeObserverAdapter {

    /** The limit of notes of a thread; beyond it, reports show too many of the bot's own tags. */
    private static final int MAX_NOTES = 200;

    private static final String USER = "user";

    /** Static like Sentry's scopes of the thread, which it describes. */
    private static final ThreadLocal<Map<String, Note>> NOTES = new ThreadLocal<>();

    private final Isolation isolation;

    private record Note(Object value, Long mark) {}

    ThreadLeftovers(Isolation isolation) {
        this.isolation = isolation;
    }

    @Override
    public void setUser(@Nullable User user) {
        note(USER, user);
    }

    @Override
    public void setTag(String key, String value) {
        note("tag:" + key, value);
    }

    @Override
    public void removeTag(String key) {
        note("tag:" + key, null);
    }

    @Override
    public void setExtra(String key, String value) {
        note("extra:" + key, value);
    }

    @Override
    public void removeExtra(String key) {
        note("extra:" + key, null);
    }

    private void note(String what, @Nullable Object value) {
        EventFrame frame = CurrentEvent.frame();
        if (frame != null && isIsolated(frame)) {
            return;
        }
        Map<String, Note> known = NOTES.get();
        if (known == null) {
            if (frame == null || value == null) {
                return;
            }
            known = new HashMap<>();
            NOTES.set(known);
        }
        if (frame == null || value == null) {
            known.remove(what);
        } else if (known.size() < MAX_NOTES || known.containsKey(what)) {
            known.put(what, new Note(value, EventMark.of(frame.described())));
        }
    }

    private boolean isIsolated(EventFrame frame) {
        return frame.isObserved() && isolation.covers(frame.described().kind());
    }

    /** Removes values that other events of this thread left; only for reports made in the thread's own scopes. */
    void remove(SentryBaseEvent report, @Nullable BotEvent event) {
        Map<String, Note> known = NOTES.get();
        if (known == null) {
            return;
        }
        known.forEach((what, note) -> {
            if (!EventMark.isOf(note.mark, event)) {
                remove(report, what, note.value);
            }
        });
    }

    private static void remove(SentryBaseEvent report, String what, Object value) {
        if (what.equals(USER)) {
            if (value.equals(report.getUser())) {
                report.setUser(null);
            }
        } else if (what.startsWith("tag:")) {
            String key = what.substring("tag:".length());
            if (value.equals(report.getTag(key))) {
                report.removeTag(key);
            }
        } else {
            String key = what.substring("extra:".length());
            if (value.equals(report.getExtra(key))) {
                report.removeExtra(key);
            }
        }
    }
}
