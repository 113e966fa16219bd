package io.github.botmetry.prometheus;

import io.github.botmetry.event.TraceContext;
import io.github.botmetry.stats.TimerDefinition;
import io.github.botmetry.stats.TimerListener;
import io.github.botmetry.stats.TimerSeries;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the newest exemplar of each bucket of the histograms, while something traces.
 *
 * <p>Bounded by the buckets of the series there are; a bucket takes at most one a second, so that a busy one costs a
 * recording no more than a look at the clock.
 */
final class Exemplars implements TimerListener {

    private static final long MIN_AGE_MILLIS = 1_000;

    private final Supplier<? extends @Nullable TraceContext> traces;
    private final LongSupplier epochMillis;
    private final Map<TimerDefinition, long[]> bounds = new ConcurrentHashMap<>();
    private final Map<TimerSeries, AtomicReferenceArray<@Nullable Exemplar>> newest = new ConcurrentHashMap<>();

    Exemplars(Supplier<? extends @Nullable TraceContext> traces, LongSupplier epochMillis) {
        this.traces = traces;
        this.epochMillis = epochMillis;
    }

    @Override
    public void recorded(TimerSeries series, long nanos) {
        TraceContext trace = traces.get();
        if (trace == null || !trace.sampled()) {
            return;
        }
        long[] upper =
                bounds.computeIfAbsent((TimerDefinition) series.definition(), TimerDefinition::bucketBoundsNanos);
        if (upper.length == 0) {
            return;
        }
        AtomicReferenceArray<@Nullable Exemplar> kept =
                newest.computeIfAbsent(series, one -> new AtomicReferenceArray<>(upper.length + 1));
        int bucket = bucketOf(nanos, upper);
        long now = epochMillis.getAsLong();
        Exemplar earlier = kept.get(bucket);
        if (earlier == null || now - earlier.epochMillis() >= MIN_AGE_MILLIS) {
            kept.set(bucket, new Exemplar(trace, nanos, now));
        }
    }

    private static int bucketOf(long nanos, long[] upper) {
        int bucket = 0;
        while (bucket < upper.length && nanos > upper[bucket]) {
            bucket++;
        }
        return bucket;
    }

    /** The newest of one bucket, or null. */
    @Nullable
    Exemplar newest(TimerSeries series, int bucket) {
        AtomicReferenceArray<@Nullable Exemplar> kept = newest.get(series);
        return kept == null ? null : kept.get(bucket);
    }

    /** Whether there are any; most bots trace nothing. */
    boolean isEmpty() {
        return newest.isEmpty();
    }
}
