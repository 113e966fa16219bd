package io.github.botmetry.event;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is only kept for events that an observer follows. Shared by all frames of one event. */
final class Observed {
    final GuardedObservation[] observations;
    final @Nullable Object attachment;
    final long occasion;
    final AtomicBoolean finished = new AtomicBoolean();
    volatile Outcome outcome = Outcome.OK;
    volatile @Nullable Duration acknowledgedAfter;
    volatile @Nullable EventFrame frozen;
    /** Enters the frozen frame; kept, since an event goes many ways. */
    volatile @Nullable Supplier<Scope> entering;

    private @Nullable Map<String, String> tags;

    Observed(GuardedObservation[] observations, @Nullable Object attachment, long occasion) {
        this.observations = observations;
        this.attachment = attachment;
        this.occasion = occasion;
    }

    /** Few events have any. */
    synchronized void tag(String key, String value) {
        if (tags == null) {
            tags = new LinkedHashMap<>();
        }
        tags.put(key, value);
    }

    synchronized Map<String, String> tags() {
        return tags == null ? Map.of() : Map.copyOf(tags);
    }
}
