package io.github.botmetry.jda;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The latest interactions by id and by token, so that an answer from any thread finds what it answers.
 *
 * <p>At most {@value #KEPT}, the oldest go first, and none for longer than Discord takes its token (15 minutes). Tokens are
 * secrets: they are compared here and go nowhere. Thread-safe.
 */
final class Interactions {

    static final int KEPT = 10_000;
    static final Duration LIFETIME = Duration.ofMinutes(15);

    private final Map<Long, Entry> byId = new LinkedHashMap<>();
    private final Map<String, Entry> byToken = new HashMap<>();

    private record Entry(String token, Handling handling, long addedNanos) {}

    synchronized void add(long id, String token, Handling handling) {
        Entry entry = new Entry(token, handling, System.nanoTime());
        byId.put(id, entry);
        byToken.put(token, entry);
        if (byId.size() > KEPT) {
            Iterator<Entry> oldest = byId.values().iterator();
            forget(oldest.next());
            oldest.remove();
        }
    }

    private void forget(Entry entry) {
        byToken.remove(entry.token, entry);
    }

    synchronized @Nullable Handling byId(long id) {
        Entry entry = byId.get(id);
        return entry == null ? null : entry.handling;
    }

    synchronized @Nullable Handling byToken(String token) {
        Entry entry = byToken.get(token);
        return entry == null ? null : entry.handling;
    }

    /** Forgets those whose token Discord takes no longer. */
    synchronized void expire(long nowNanos) {
        Iterator<Entry> oldest = byId.values().iterator();
        while (oldest.hasNext()) {
            Entry entry = oldest.next();
            if (nowNanos - entry.addedNanos < LIFETIME.toNanos()) {
                return;
            }
            forget(entry);
            oldest.remove();
        }
    }

    synchronized int size() {
        return byId.size();
    }
}
