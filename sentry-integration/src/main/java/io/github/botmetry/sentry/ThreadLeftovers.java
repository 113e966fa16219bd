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
 * Keeps what the bot told Sentry in one event off the reports of others, where the event had no scopes of its own.
 *
 * <p>Such an event shares the scopes of its thread with all others there, and {@code Sentry.setUser} in a message listener
 * would stay for good. So it is noted which event set what; reports of other events go without it.
 */
final class ThreadLeftovers extends ScopeObserverAdapter {

    /** Notes of a thread that sets ever new tags are dropped; the reports then show too much of the bot's own tags. */
    private static final int MAX_NOTES = 200;

    private static final String USER = "user";

    /** Static, since it is about the scopes of the thread, which are Sentry's and as static. */
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

    /** Takes off what other events of this thread left; only for reports made in the thread's own scopes. */
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
