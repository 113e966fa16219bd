package io.github.botmetry.jda.gateway;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The thread that reads a shard's gateway, and since when it is at an event: meanwhile nothing else of the shard is heard.
 *
 * <p>Where the bot has an event pool, or handles an event on any other thread, there is nothing to see.
 */
final class ReadingThread {

    /** A thread that takes longer for one event may never come back. */
    static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** How JDA names these threads, behind the number of the shard. */
    private static final String END_OF_NAME = "MainWS-ReadThread";

    /** Calls the bot's listeners. */
    private static final String CALLER = "io.github.botmetry.jda.ObservedListener";

    private static final int SHOWN_FRAMES = 3;
    private static final long IDLE = Long.MIN_VALUE;
    private static final long ELSEWHERE = Long.MAX_VALUE;

    private final AtomicLong busySince = new AtomicLong(IDLE);
    private volatile WeakReference<@Nullable Thread> thread = new WeakReference<>(null);
    private volatile long reportedSince = IDLE;

    /** True on a thread that reads the gateway of a shard. */
    static boolean isCurrent() {
        return isReading(Thread.currentThread());
    }

    private static boolean isReading(Thread thread) {
        return thread.getName().endsWith(END_OF_NAME);
    }

    /** An event comes; give the result to {@link #end}. Plain writes, since a fence would cost more than all the rest. */
    long begin(long nowNanos) {
        Thread current = Thread.currentThread();
        if (thread.get() != current) {
            if (!isReading(current)) {
                return ELSEWHERE;
            }
            thread = new WeakReference<>(current);
        }
        long before = busySince.getPlain();
        busySince.setOpaque(nowNanos);
        return before;
    }

    void end(long before) {
        if (before != ELSEWHERE) {
            busySince.setOpaque(before);
        }
    }

    /** The stack of a thread that has been at one event for too long; null if it has not, or if that was reported. */
    @Nullable
    Stuck newlyStuck(long nowNanos) {
        long since = busySince.getOpaque();
        Thread busy = thread.get();
        if (since == IDLE || since == reportedSince || busy == null || nowNanos - since < STUCK_NANOS) {
            return null;
        }
        StackTraceElement[] at = busy.getStackTrace();
        if (busySince.getOpaque() != since) {
            return null;
        }
        reportedSince = since;
        return new Stuck(nowNanos - since, place(at), trace(busy, at));
    }

    /** True if it has moved on from the event that {@link #newlyStuck} reported. */
    boolean isBack() {
        long reported = reportedSince;
        return reported != IDLE && busySince.getOpaque() != reported;
    }

    private static Throwable trace(Thread thread, StackTraceElement... at) {
        Throwable trace = new Throwable("the thread " + thread.getName() + " is here");
        trace.setStackTrace(at);
        return trace;
    }

    /** The innermost frames, down to the first one of ours. */
    private static String place(StackTraceElement... at) {
        return Arrays.stream(at)
                .takeWhile(frame -> !frame.getClassName().equals(CALLER))
                .limit(SHOWN_FRAMES)
                .map(frame -> frame.getClassName() + '.' + frame.getMethodName() + ':' + frame.getLineNumber())
                .collect(Collectors.joining(" < "));
    }

    /**
     * @param place the innermost frames in one line
     * @param trace all of them
     */
    record Stuck(long forNanos, String place, Throwable trace) {}
}
