package io.github.botmetry.jda;

import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.Scope;
import io.github.botmetry.jda.gateway.DecoratedPool;
import io.github.botmetry.jda.rest.RestActivity;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** JDA's pool for callbacks, which run as a part of the event whose request they belong to. */
final class CallbackPool extends DecoratedPool {

    private final RestActivity restActivity;

    CallbackPool(ExecutorService pool, RestActivity restActivity, BooleanSupplier closed) {
        super(pool, closed);
        this.restActivity = restActivity;
    }

    @Override
    public void execute(Runnable task) {
        RestActivity.Sent answered = restActivity.mark().request;
        if (answered != null) {
            answered.handedOn(); // before its callback can look for what the request came to
        }
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
            RestActivity.Mark mark = restActivity.mark();
            boolean worked = mark.working;
            RestActivity.Sent outer = mark.request;
            mark.working = true;
            mark.request = null;
            try (Scope event = entering.get()) {
                task.run();
            } finally {
                mark.working = worked;
                mark.request = outer;
                if (handling != null) {
                    handling.ended();
                }
            }
        };
    }
}
