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

    /** Limits observers that report a failure while they are notified of one. */
    private static final int MAX_NESTED = 3;

    private final Stats stats;
    private final Watcher adapter;
    private final ReportedFailures told = new ReportedFailures();

    /** @param adapter the observer whose observation is entered only by threads that work at the event */
    FailureNotifier(Stats stats, Watcher adapter) {
        this.stats = stats;
        this.adapter = adapter;
    }

    /** Notifies all observers on this thread; gives the id of the report that one made, null if none did. */
    @Nullable
    String failed(@Nullable EventFrame frame, Failure failure, Watcher[] watchers) {
        return once(frame, failure, bare -> notifyOf(frame, bare, watchers, all -> true));
    }

    /** Notifies our own observers on this thread, all others through the executor. */
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

    /** Leaves the adapter out when others are notified: it counts threads at work, and a notification is no work. */
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
            return null; // guards catch all else; a further report of it is a new failure
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
        // Leaves the thread's current event and enters the failed one: a failure is often reported elsewhere and later.
        EventFrame previous = thread.push(null);
        try (Scope scope = frame == null ? Scope.NOOP : frame.enter(entered)) {
            return notify(frame, failure, notified);
        } finally {
            thread.notifying--;
            thread.pop(previous);
        }
    }

    /** Notifies on a thread that is in the event already, with its scopes open. */
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
