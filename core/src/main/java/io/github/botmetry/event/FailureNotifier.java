package io.github.botmetry.event;

import io.github.botmetry.guard.Causes;
import io.github.botmetry.stats.Stats;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Counts each failure once and notifies observers of it, inside the event that failed. Thread-safe; throws nothing. */
final class FailureNotifier {

    /** An observer may report a failure of its own while it is notified of one, but not for ever. */
    private static final int MAX_NESTED = 3;

    private final Stats stats;
    private final Watcher adapter;
    private final ReportedFailures told = new ReportedFailures();

    /** @param adapter whose observation follows the event, and is entered by who works at it only */
    FailureNotifier(Stats stats, Watcher adapter) {
        this.stats = stats;
        this.adapter = adapter;
    }

    /** Notifies all on this thread; gives the id of the report that one made, null if none did. */
    @Nullable
    String failed(@Nullable EventFrame frame, Failure failure, Watcher[] watchers) {
        return once(frame, failure, bare -> notifyOf(frame, bare, watchers, all -> true));
    }

    /** Notifies ours on this thread, all others through the executor. */
    void failed(EventFrame frame, Failure failure, Watcher[] watchers, Executor others) {
        once(frame, failure, bare -> {
            for (Watcher watcher : watchers) {
                if (watcher.isOurs()) {
                    watcher.failed(frame.described(), bare);
                } else {
                    Watcher[] one = {watcher};
                    others.execute(() -> notifyOf(frame, bare, one, of -> isEnteredFor(watcher, of)));
                }
            }
            return null;
        });
    }

    /** The adapter follows who works at the event: one of several notifications is no work, and its end is not the last. */
    private boolean isEnteredFor(Watcher notified, Watcher of) {
        return of == notified || (of.isOurs() && of != adapter);
    }

    private @Nullable String once(
            @Nullable EventFrame frame, Failure failure, Function<Failure, @Nullable String> tell) {
        if (frame != null) {
            frame.markFailed();
        }
        if (!StackRoom.isThere()) {
            return null;
        }
        try {
            List<Throwable> chain = Wrapping.takenOff(Causes.of(failure.error()));
            Failure bare = new Failure(chain.get(0), failure.source(), failure.handled(), failure.callSite());
            if (frame != null && frame.knows(bare.error())) {
                return null;
            }
            return told.once(bare, chain, frame == null ? 0 : frame.occasion(), () -> {
                count(bare);
                return tell.apply(bare);
            });
        } catch (Throwable endOfHeap) {
            return null; // guards catch all else; reported once more, it is a new failure
        }
    }

    private void count(Failure failure) {
        String source = failure.source().label();
        stats.counter(EventDispatcher.ERRORS, source, Causes.typeName(failure.error()))
                .incr();
        stats.counter(EventDispatcher.FAILURES, source).incr();
    }

    /** @param entered the observers whose observations are entered meanwhile */
    private static @Nullable String notifyOf(
            @Nullable EventFrame frame, Failure failure, Watcher[] notified, Predicate<Watcher> entered) {
        ThreadState thread = ThreadState.current();
        if (thread.notifying == MAX_NESTED) {
            return null;
        }
        if (thread.isInside(frame)) {
            return notifyHere(thread, frame, failure, notified);
        }
        thread.notifying++;
        // Inside the event, and out of whatever this thread is at: a failure is often reported elsewhere and later.
        EventFrame previous = thread.push(null);
        try (Scope scope = frame == null ? Scope.NOOP : frame.enter(entered)) {
            return notify(frame, failure, notified);
        } finally {
            thread.notifying--;
            thread.pop(previous);
        }
    }

    /** On a thread that is at the event already: its scopes are open. */
    private static @Nullable String notifyHere(
            ThreadState thread, @Nullable EventFrame frame, Failure failure, Watcher[] notified) {
        thread.notifying++;
        EventFrame here = thread.push(frame);
        try {
            return notify(frame, failure, notified);
        } finally {
            thread.notifying--;
            thread.pop(here); // with the scopes that an observer left open
        }
    }

    private static @Nullable String notify(@Nullable EventFrame frame, Failure failure, Watcher[] notified) {
        BotEvent event = frame == null ? null : frame.described();
        String report = null;
        for (Watcher watcher : notified) {
            String made = watcher.failed(event, failure);
            report = report == null ? made : report;
        }
        return report;
    }
}
