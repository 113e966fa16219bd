package io.github.botmetry.event;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The state of an event that an observer follows, shared by all of its frames. Other events have none. */
final class Observed {
    static final GuardedObservation[] NOBODY = {};

    final GuardedObservation[] observations;
    final @Nullable Object attachment;
    final long occasion;
    volatile Outcome outcome = Outcome.OK;
    volatile @Nullable Duration acknowledgedAfter;
    volatile @Nullable EventFrame frozen;
    /** Enters the frozen frame; kept, since an event is often captured. */
    volatile @Nullable Supplier<Scope> entering;

    private boolean isFinished;
    private @Nullable Map<String, String> tags;

    Observed(GuardedObservation[] observations, @Nullable Object attachment, long occasion) {
        this.observations = observations;
        this.attachment = attachment;
        this.occasion = occasion;
    }

    /** Ends the event; true for the first call. */
    synchronized boolean finish() {
        boolean isFirst = !isFinished;
        isFinished = true;
        return isFirst;
    }

    /** Copies the present state without the observations. */
    synchronized Observed alone(@Nullable Object otherAttachment) {
        Observed alone = new Observed(NOBODY, otherAttachment, occasion);
        alone.outcome = outcome;
        alone.acknowledgedAfter = acknowledgedAfter;
        alone.isFinished = isFinished;
        alone.tags = tags == null ? null : new LinkedHashMap<>(tags);
        return alone;
    }

    /** Makes the map on first use, since few events have tags. */
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
