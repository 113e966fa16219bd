package io.github.botmetry.jda.community;

import io.github.botmetry.stats.Counter;
import io.github.botmetry.stats.Stats;
import io.github.botmetry.stats.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.utils.TimeUtil;

/**
 * The posts of one forum that are open, and what is recorded of them.
 *
 * <p>Kept are ids: of at most {@value #OPEN_POSTS} open posts (Discord allows 1,000 in a guild; more are not followed) and of
 * the {@value #CLOSED_POSTS} that were closed last, in case one is opened again. Thread-safe.
 */
final class Forum {

    static final int OPEN_POSTS = 5_000;
    static final int CLOSED_POSTS = 1_000;

    private final String alias;
    private final Stats stats;
    private final Clock clock;
    private final Counter created;
    private final Counter reopened;
    private final Timer openDuration;
    private final Map<Long, Post> open = new HashMap<>();
    private final Map<Long, Answer> closed = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Answer> eldest) {
            return size() > CLOSED_POSTS;
        }
    };

    private record Post(long sinceMillis, Answer answer) {}

    Forum(String alias, Stats stats, Clock clock) {
        this.alias = alias;
        this.stats = stats;
        this.clock = clock;
        this.created = stats.counter(ForumDefinitions.OPENED, alias, "created");
        this.reopened = stats.counter(ForumDefinitions.OPENED, alias, "reopened");
        this.openDuration = stats.timer(ForumDefinitions.OPEN_DURATION, alias);
        for (CloseReason reason : CloseReason.values()) {
            for (Answer answer : Answer.values()) {
                closings(reason, answer);
            }
        }
    }

    private Counter closings(CloseReason reason, Answer answer) {
        return stats.counter(ForumDefinitions.CLOSED, alias, reason.label(), answer.label());
    }

    synchronized int openPosts() {
        return open.size();
    }

    synchronized Set<Long> openIds() {
        return Set.copyOf(open.keySet());
    }

    /** Takes over which posts are open, as they are found when the guild is loaded; of those it knew it knows more. */
    synchronized void sync(Iterable<ThreadChannel> openThreads) {
        Map<Long, Post> before = Map.copyOf(open);
        open.clear();
        for (ThreadChannel thread : openThreads) {
            Post known = before.get(thread.getIdLong());
            add(thread, known == null ? found(thread) : known);
        }
    }

    /** A post that has come into view. */
    synchronized void revealed(ThreadChannel thread) {
        if (!open.containsKey(thread.getIdLong())) {
            add(thread, found(thread));
        }
    }

    private Post found(ThreadChannel thread) {
        return new Post(createdMillis(thread), answerBefore(thread));
    }

    /** A post that nobody has written in but its author with the first message, which Discord does not count, is known. */
    private Answer answerBefore(ThreadChannel thread) {
        Answer before = closed.remove(thread.getIdLong());
        if (before != null) {
            return before;
        }
        return thread.getMessageCount() == 0 ? Answer.UNANSWERED : Answer.UNKNOWN;
    }

    private static long createdMillis(ThreadChannel thread) {
        return TimeUtil.getTimeCreated(thread.getIdLong()).toInstant().toEpochMilli();
    }

    private void add(ThreadChannel thread, Post post) {
        if (open.size() < OPEN_POSTS) {
            open.put(thread.getIdLong(), post);
        }
    }

    /** @param isCounted false if its author opted out: then it is only among those that are open */
    synchronized void created(ThreadChannel thread, boolean isCounted) {
        add(thread, new Post(createdMillis(thread), Answer.UNANSWERED));
        if (isCounted) {
            created.incr();
        }
    }

    /** Nothing, if it is open already. */
    synchronized void reopened(ThreadChannel thread, boolean isCounted) {
        if (open.containsKey(thread.getIdLong())) {
            return;
        }
        add(thread, new Post(clock.millis(), answerBefore(thread)));
        if (isCounted) {
            reopened.incr();
        }
    }

    /** Another than the author has written in the post. */
    synchronized void answered(long threadId) {
        open.computeIfPresent(threadId, (id, post) -> new Post(post.sinceMillis, Answer.ANSWERED));
    }

    /** Nothing, unless it is open. */
    synchronized void closed(long threadId, CloseReason reason, boolean isCounted) {
        Post post = open.remove(threadId);
        if (post == null) {
            return;
        }
        closed.put(threadId, post.answer);
        if (isCounted) {
            closings(reason, post.answer).incr();
            openDuration.record(Duration.ofMillis(Math.max(0, clock.millis() - post.sinceMillis)));
        }
    }

    /** A post that has gone out of view. */
    synchronized void hidden(long threadId) {
        open.remove(threadId);
    }

    synchronized void forget() {
        open.clear();
        closed.clear();
    }
}
