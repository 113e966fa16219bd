package io.github.botmetry.jda;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import net.dv8tion.jda.api.hooks.IEventManager;
import org.jspecify.annotations.Nullable;

/** The event managers that bots brought, each decorated once, however many builds and shards share it. Thread-safe. */
final class EventManagers {

    private final List<Known> known = new ArrayList<>();

    private record Known(WeakReference<IEventManager> own, WeakReference<IEventManager> decorated) {

        boolean isGone() {
            return own.get() == null || decorated.get() == null;
        }
    }

    synchronized IEventManager observed(IEventManager own, ObservedEvents events) {
        IEventManager before = known(own);
        if (before != null) {
            return before;
        }
        IEventManager decorated = JdaKtx.observed(own, events);
        known.add(new Known(new WeakReference<>(own), new WeakReference<>(decorated)));
        return decorated;
    }

    private @Nullable IEventManager known(IEventManager own) {
        known.removeIf(Known::isGone);
        for (Known one : known) {
            if (one.own().get() == own) {
                return one.decorated().get();
            }
        }
        return null;
    }
}
