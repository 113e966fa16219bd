package io.github.botmetry.jda;

import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.Scope;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** JDA's pool for callbacks, which run as a part of the event whose request they belong to. */
final class CallbackPool extends DecoratedPool {

    private final RestThreads restThreads;

    CallbackPool(ExecutorService pool, JdaRuntime runtime) {
        super(pool, runtime::isClosed);
        this.restThreads = runtime.restThreads();
    }

    @Override
    public void execute(Runnable task) {
        EventFrame frame = CurrentEvent.frame();
        Handling handling = Handling.of(frame);
        Runnable observed = observed(task, frame == null ? () -> Scope.NOOP : frame.capture(), handling);
        if (handling != null) {
            handling.began();
        }
        try {
            original().execute(observed);
        } catch (Throwable rejected) {
            if (handling != null) {
                handling.ended();
            }
            throw rejected;
        }
    }

    private Runnable observed(Runnable task, Supplier<Scope> entering, @Nullable Handling handling) {
        return () -> {
            try (Scope work = restThreads.work();
                    Scope event = entering.get()) {
                task.run();
            } finally {
                if (handling != null) {
                    handling.ended();
                }
            }
        };
    }
}
