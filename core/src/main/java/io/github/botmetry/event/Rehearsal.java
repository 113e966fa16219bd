package io.github.botmetry.event;

import io.github.botmetry.guard.Causes;
import io.github.botmetry.guard.Warnings;
import io.github.botmetry.stats.Stats;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Runs every path of an event and of a failure once, with an observer that does nothing, so that all classes are initialised.
 *
 * <p>The first failure may come near the end of a stack. A class whose initialiser overflows there stays broken for the life of
 * the process.
 */
public final class Rehearsal implements EventObserver {

    private record Silent(String name, long receivedNanos) implements BotEvent {
        @Override
        public Kind kind() {
            return Kind.TASK;
        }
    }

    private Rehearsal() {}

    /** Runs on a separate dispatcher, so that no observer or counter sees it. Called while a Botmetry is built. */
    public static void run() {
        EventDispatcher dispatcher = new EventDispatcher(Stats.noop(), new Warnings(false));
        dispatcher.observe(new Rehearsal());
        dispatcher.explainWith(error -> null);
        play(dispatcher);
    }

    private static void play(EventDispatcher dispatcher) {
        Throwable planned = new IllegalStateException("rehearsal", new ExecutionException("inner", null));
        Failure failure = new Failure(new ExecutionException(planned), Failure.Source.TASK, true, null);
        EventFrame frame = dispatcher.begin(new Silent("rehearsal", System.nanoTime()));
        try (Scope scope = frame.enter();
                Scope child = CurrentEvent.enter(new Silent("child", System.nanoTime()));
                Scope captured = frame.capture().get()) {
            CurrentEvent.tag("rehearsal", Causes.describe(planned));
            CurrentEvent.wrap((Runnable) () -> frame.failed(failure)).run();
            frame.acknowledged(Duration.ZERO);
            frame.restCompleted(new RestCall("GET", "rehearsal", 200, 0, 1, Duration.ZERO, Duration.ZERO));
        }
        dispatcher.failed(null, failure);
        dispatcher.explain(planned);
        dispatcher.sessionChanged(new SessionChange(SessionChange.Kind.RESUMED, 0, 0));
        frame.unfollowed(null);
        frame.finish(Duration.ZERO);
    }

    @Override
    public @Nullable Observation begin(BotEvent event) {
        return new Observation() {
            @Override
            public Scope enter() {
                return new Nothing();
            }
        };
    }

    private static final class Nothing implements Scope {
        @Override
        public void close() {
            CurrentEvent.get();
        }
    }
}
