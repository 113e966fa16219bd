package io.github.botmetry.jda;

import io.github.botmetry.event.EventFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The events of the latest interactions by id and by token, so that an answer from any thread finds what it answers; text
 * commands by the id of their message.
 *
 * <p>At most {@value #KEPT}, the oldest go first, and none for longer than Discord takes its token (15 minutes). What follows
 * an event (a Sentry scope has some kilobytes) is let go of when the event has been over for a moment, or when {@value
 * #FOLLOWED_OVER} others have been over since; then an event whose handling has nothing left to count is kept alone. Tokens
 * are secrets: only a hash of them is kept. Thread-safe.
 */
final class Interactions {

    static final int KEPT = 10_000;
    static final Duration LIFETIME = Duration.ofMinutes(15);

    /** By then an interaction is over: it was acknowledged, or given up after 10 s. */
    static final Duration FOLLOWED = Duration.ofSeconds(15);

    /** So many that are over keep what follows them: at 2,000 commands a second they would be 30,000 in 15 s. */
    static final int FOLLOWED_OVER = 256;

    /** A {@link Handling}, or an {@link EventFrame} whose handling is settled. */
    private final LatestEntries<Object> latest = new LatestEntries<>(KEPT);

    /** The events that were over last, in a ring. */
    private final @Nullable FollowedEvent[] over = new FollowedEvent[FOLLOWED_OVER];

    private final TokenHash tokens = new TokenHash();
    private final Consumer<Handling> forgotten;
    private final Consumer<FollowedEvent> whenOver = this::over;
    private int nextOver;

    /** @param forgotten receives those that went for newer ones while their users waited for content */
    Interactions(Consumer<Handling> forgotten) {
        this.forgotten = forgotten;
    }

    Interactions() {
        this(handling -> {});
    }

    void add(long id, @Nullable String token, Handling handling) {
        long key = token == null ? LatestEntries.NO_KEY : tokens.of(token, 0, token.length());
        boolean isOver = handling.keptAs(id, whenOver);
        Object oldest = addLatest(id, key, handling);
        if (isOver) {
            over(handling);
        }
        if (oldest instanceof Handling gone && gone.waitsSince(Duration.ZERO, System.nanoTime())) {
            forgotten.accept(gone);
        }
    }

    private synchronized @Nullable Object addLatest(long id, long key, Handling handling) {
        return latest.add(id, key, handling, System.nanoTime());
    }

    /** Adds an event that is over; the one that has been over for longest loses its observers. */
    private void over(FollowedEvent event) {
        FollowedEvent longest = addOver(event);
        if (longest != null) {
            letGo(longest);
        }
    }

    private synchronized @Nullable FollowedEvent addOver(FollowedEvent event) {
        FollowedEvent longest = over[nextOver];
        over[nextOver] = event;
        nextOver = (nextOver + 1) % over.length;
        return longest;
    }

    /** Handlings are called outside of our lock: they have one of their own. */
    private void letGo(FollowedEvent event) {
        EventFrame alone = event.unfollow();
        if (alone != null) {
            synchronized (this) {
                latest.replace(event.id(), event, alone);
            }
        }
    }

    /** The event of that id, without objects of JDA; {@link Handling#of} gives its handling. */
    @Nullable
    EventFrame byId(long id) {
        Object kept;
        synchronized (this) {
            kept = latest.byId(id);
        }
        return frame(kept);
    }

    @Nullable
    EventFrame byToken(String token) {
        return byToken(token, 0, token.length());
    }

    /** The same by a token that is a part of a path, which is not copied. */
    @Nullable
    EventFrame byToken(CharSequence path, int from, int to) {
        long key = tokens.of(path, from, to);
        Object kept;
        synchronized (this) {
            kept = latest.byKey(key);
        }
        return frame(kept);
    }

    private static @Nullable EventFrame frame(@Nullable Object kept) {
        return kept instanceof Handling handling ? handling.frame() : (EventFrame) kept;
    }

    /** All handlings that may have something left to count, the oldest first. */
    synchronized List<Handling> all() {
        List<Handling> all = new ArrayList<>();
        latest.forEach(kept -> {
            if (kept instanceof Handling handling) {
                all.add(handling);
            }
        });
        return all;
    }

    /** Lets go of what follows those that are over, and forgets those whose token Discord takes no longer. */
    void expire(long nowNanos) {
        for (Handling handling : all()) {
            if (isOld(handling, nowNanos)) {
                letGo(handling);
            }
        }
        takeOld(nowNanos).forEach(this::letGo);
        forgetExpired(nowNanos);
    }

    private static boolean isOld(FollowedEvent event, long nowNanos) {
        return nowNanos - event.receivedNanos() >= FOLLOWED.toNanos();
    }

    /** Also of those that went for newer ones. */
    private synchronized List<FollowedEvent> takeOld(long nowNanos) {
        List<FollowedEvent> old = new ArrayList<>();
        for (int i = 0; i < over.length; i++) {
            FollowedEvent event = over[i];
            if (event != null && isOld(event, nowNanos)) {
                old.add(event);
                over[i] = null;
            }
        }
        return old;
    }

    private synchronized void forgetExpired(long nowNanos) {
        while (latest.size() > 0 && nowNanos - latest.oldestNanos() >= LIFETIME.toNanos()) {
            latest.removeOldest();
        }
    }

    synchronized int size() {
        return latest.size();
    }
}
