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
 * <p>Bounded by the buckets of all series; a bucket takes at most one a second, so that a recording into a busy one only reads
 * the clock.
 */
final class Exemplars implements TimerListener {

    private static final long MIN_AGE_NANOS = 1_000_000_000;

    private final Supplier<? extends @Nullable TraceContext> traces;
    private final LongSupplier nanoTime;
    private final LongSupplier epochMillis;
    private final Map<TimerSeries, Buckets> all = new ConcurrentHashMap<>();
    private volatile boolean isEmpty = true;

    /** The bounds of a series and the newest exemplar of each bucket. */
    private record Buckets(long[] bounds, AtomicReferenceArray<@Nullable Exemplar> newest) {

        static Buckets of(TimerSeries series) {
            long[] bounds = ((TimerDefinition) series.definition()).bucketBoundsNanos();
            return new Buckets(bounds, new AtomicReferenceArray<>(bounds.length + 1));
        }

        int bucketOf(long nanos) {
            int bucket = 0;
            while (bucket < bounds.length && nanos > bounds[bucket]) {
                bucket++;
            }
            return bucket;
        }
    }

    /** @param epochMillis the machine's clock, which may be set; ages come from {@code nanoTime} */
    Exemplars(Supplier<? extends @Nullable TraceContext> traces, LongSupplier nanoTime, LongSupplier epochMillis) {
        this.traces = traces;
        this.nanoTime = nanoTime;
        this.epochMillis = epochMillis;
    }

    @Override
    public boolean onlyHistograms() {
        return true;
    }

    @Override
    public void recorded(TimerSeries series, long nanos) {
        Buckets known = all.get(series);
        keep(known != null ? known : added(series), nanos);
    }

    private Buckets added(TimerSeries series) {
        Buckets added = Buckets.of(series);
        Buckets first = all.putIfAbsent(series, added); // computeIfAbsent() would not survive the end of the stack
        return first != null ? first : added;
    }

    /** Calls the tracer last, since it costs the most. */
    private void keep(Buckets buckets, long nanos) {
        int bucket = buckets.bucketOf(nanos);
        Exemplar earlier = buckets.newest().get(bucket);
        long now = nanoTime.getAsLong();
        if (earlier != null && now - earlier.takenNanos() < MIN_AGE_NANOS) {
            return;
        }
        TraceContext trace = traces.get();
        if (trace != null && trace.sampled()) {
            buckets.newest().set(bucket, new Exemplar(trace, nanos, epochMillis.getAsLong(), now));
            isEmpty = false;
        }
    }

    /** Returns the newest exemplar of one bucket, or null. */
    @Nullable
    Exemplar newest(TimerSeries series, int bucket) {
        Buckets buckets = all.get(series);
        return buckets == null ? null : buckets.newest().get(bucket);
    }

    /** Returns true if there are none, as in most bots, which trace nothing. */
    boolean isEmpty() {
        return isEmpty;
    }
}
