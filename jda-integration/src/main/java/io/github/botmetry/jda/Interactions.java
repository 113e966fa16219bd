package io.github.botmetry.jda;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The latest interactions by id and by token, so that an answer from any thread finds what it answers; text commands by the id
 * of their message.
 *
 * <p>At most {@value #KEPT}, the oldest go first, and none for longer than Discord takes its token (15 minutes). What follows
 * an event (a Sentry scope has some kilobytes) is let go of when the event has been over for a moment. Tokens are secrets:
 * they are compared here and go nowhere. Thread-safe.
 */
final class Interactions {

    static final int KEPT = 10_000;
    static final Duration LIFETIME = Duration.ofMinutes(15);

    /** By then an interaction is over: it was acknowledged, or given up after 10 s. */
    static final Duration FOLLOWED = Duration.ofSeconds(15);

    private final Map<Long, Entry> byId = new LinkedHashMap<>();
    private final Map<String, Entry> byToken = new HashMap<>();
    private final Deque<Entry> followed = new ArrayDeque<>();
    private final Consumer<Handling> forgotten;

    private record Entry(@Nullable String token, Handling handling, long addedNanos) {}

    /** @param forgotten receives those that went for newer ones while their users waited for content */
    Interactions(Consumer<Handling> forgotten) {
        this.forgotten = forgotten;
    }

    Interactions() {
        this(handling -> {});
    }

    void add(long id, @Nullable String token, Handling handling) {
        Handling oldest = addFirst(id, token, handling);
        if (oldest != null && oldest.waitsSince(Duration.ZERO, System.nanoTime())) {
            forgotten.accept(oldest);
        }
    }

    /** Gives the one that had to go. */
    private synchronized @Nullable Handling addFirst(long id, @Nullable String token, Handling handling) {
        Entry entry = new Entry(token, handling, System.nanoTime());
        byId.put(id, entry);
        if (token != null) {
            byToken.put(token, entry);
        }
        followed.add(entry);
        if (byId.size() <= KEPT) {
            return null;
        }
        Iterator<Entry> oldest = byId.values().iterator();
        Entry gone = oldest.next();
        forget(gone);
        oldest.remove();
        return gone.handling;
    }

    private void forget(Entry entry) {
        if (entry.token != null) {
            byToken.remove(entry.token, entry);
        }
        if (followed.peekFirst() == entry) {
            followed.removeFirst();
        }
    }

    synchronized @Nullable Handling byId(long id) {
        Entry entry = byId.get(id);
        return entry == null ? null : entry.handling;
    }

    synchronized @Nullable Handling byToken(String token) {
        Entry entry = byToken.get(token);
        return entry == null ? null : entry.handling;
    }

    /** All of them, the oldest first. */
    synchronized List<Handling> all() {
        return byId.values().stream().map(Entry::handling).toList();
    }

    /** Lets go of what follows those that are over, and forgets those whose token Discord takes no longer. */
    void expire(long nowNanos) {
        takeOver(nowNanos).forEach(Handling::unfollow);
        forgetExpired(nowNanos);
    }

    /** Handlings are called outside of our lock: they have one of their own. */
    private synchronized List<Handling> takeOver(long nowNanos) {
        List<Handling> over = new ArrayList<>();
        for (Entry oldest = followed.peekFirst(); oldest != null; oldest = followed.peekFirst()) {
            if (nowNanos - oldest.addedNanos < FOLLOWED.toNanos()) {
                break;
            }
            over.add(followed.removeFirst().handling);
        }
        return over;
    }

    private synchronized void forgetExpired(long nowNanos) {
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
