package io.github.botmetry.stats;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A timer is a locked stripe of count, sum, buckets and samples; it gets more stripes when threads compete for one.
 *
 * <p>One stripe for each thread from the start would be as fast, but a hundred times as large for the many series that only one
 * thread records.
 */
final class TimerCell extends Cell implements Timer, TimerSeries {

    private static final String RULE = "duration must be 0 to 365 days";
    private static final int MAX_STRIPES =
            Integer.highestOneBit(Math.max(2, Runtime.getRuntime().availableProcessors()) * 4 - 1) * 2;

    /** A longer one is probably a point in time by mistake and would spoil the sum. */
    private static final Duration MAX_DURATION = Duration.ofDays(365);

    private static final long MAX_NANOS = MAX_DURATION.toNanos();

    private final Refusals refusals;
    private final long[] bounds;
    private final SampleMarks marks = new SampleMarks();
    private volatile TimerStripe[] stripes;
    private volatile @Nullable TimerListener listener;

    TimerCell(Identity identity, Refusals refusals, @Nullable TimerListener listener) {
        super(identity);
        this.refusals = refusals;
        this.listener = listener;
        this.bounds = ((TimerDefinition) identity.definition()).bucketBoundsNanos();
        this.stripes = new TimerStripe[] {new TimerStripe(bounds)};
    }

    @Override
    public void record(Duration duration) {
        if (duration == null || duration.isNegative() || duration.compareTo(MAX_DURATION) > 0) {
            refusals.refuseValue(this, duration, RULE);
        } else {
            add(duration.toNanos());
        }
    }

    @Override
    public void recordNanos(long nanos) {
        if (nanos < 0 || nanos > MAX_NANOS) {
            refusals.refuseValue(this, nanos + " ns", RULE);
        } else {
            add(nanos);
        }
    }

    /** Sets the listener of durations; null for none. */
    void listen(@Nullable TimerListener told) {
        listener = told;
    }

    private void add(long nanos) {
        TimerListener told = listener; // read before the lock, whose fence would delay the read
        TimerStripe[] current = stripes;
        int thread = (int) ((Thread.currentThread().getId() * 0x9E3779B97F4A7C15L) >>> 32);
        TimerStripe stripe = current[thread & (current.length - 1)];
        if ((stripe.tryAdd(nanos) || addLater(stripe, current, nanos)) && told != null) {
            told.recorded(this, nanos);
        }
    }

    /** Adds the duration after a clash with another thread; false, and counted, if this cell is closed. */
    private boolean addLater(TimerStripe stripe, TimerStripe[] seen, long nanos) {
        if (seen.length < MAX_STRIPES) {
            split(seen);
        }
        boolean isAdded = stripe.add(nanos);
        if (!isAdded) {
            refusals.refuseClosed(this, 1);
        }
        return isAdded;
    }

    /** Closes all stripes; a concurrent split waits and then finds the cell closed. */
    @Override
    synchronized void close() {
        super.close();
        for (TimerStripe stripe : stripes) {
            stripe.close();
        }
    }

    private synchronized void split(TimerStripe[] seen) {
        if (stripes != seen || isClosed()) {
            return;
        }
        TimerStripe[] wider = Arrays.copyOf(seen, seen.length * 2);
        for (int i = seen.length; i < wider.length; i++) {
            wider[i] = new TimerStripe(bounds);
        }
        stripes = wider;
    }

    @Override
    public long count() {
        long count = 0;
        for (TimerStripe stripe : stripes) {
            count += stripe.count();
        }
        return count;
    }

    @Override
    public long totalNanos() {
        TimerReading reading = new TimerReading();
        read(reading);
        return reading.totalNanos();
    }

    @Override
    public void read(TimerReading into) {
        into.clear(bounds.length == 0 ? 0 : bounds.length + 1);
        for (TimerStripe stripe : stripes) {
            stripe.addTo(into);
        }
    }

    @Override
    public void buckets(long[] into) {
        Arrays.fill(into, 0);
        for (TimerStripe stripe : stripes) {
            stripe.addBucketsTo(into);
        }
    }

    /** Takes a share from each stripe if there are more samples than room; the rest is left for the next reading. */
    @Override
    public synchronized int samplesSince(long count, long[] into) {
        TimerStripe[] current = stripes;
        long reader = Thread.currentThread().getId();
        SampleMarks.Seen seen = marks.at(reader, count, current.length);
        TimerStripe.Samples[] samples = unseen(current, seen);
        long[] all =
                Arrays.stream(samples).mapToLong(TimerStripe.Samples::count).toArray();
        long left = Arrays.stream(samples).mapToLong(one -> one.nanos().length).sum();
        long[] given = left > into.length ? all.clone() : all;
        int written = 0;
        for (int i = 0; i < samples.length; i++) {
            long[] nanos = samples[i].nanos();
            int room = into.length - written;
            int taken = left <= room ? nanos.length : (int) (((long) room * nanos.length + left - 1) / left);
            System.arraycopy(nanos, 0, into, written, taken);
            given[i] -= nanos.length - taken;
            written += taken;
            left -= nanos.length;
        }
        marks.add(new SampleMarks.Mark(reader, count, seen.counts(), given, all));
        return written;
    }

    /** Takes the oldest samples if the stripes of the seen ones are unknown. */
    private static TimerStripe.Samples[] unseen(TimerStripe[] stripes, SampleMarks.Seen seen) {
        TimerStripe.Samples[] samples = new TimerStripe.Samples[stripes.length];
        long beyond = seen.beyond();
        for (int i = 0; i < stripes.length; i++) {
            TimerStripe.Samples found = stripes[i].samplesSince(seen.counts()[i]);
            long skipped = Math.min(beyond, found.count() - seen.counts()[i]);
            if (skipped > 0) {
                beyond -= skipped;
                seen.counts()[i] += skipped;
                found = stripes[i].samplesSince(seen.counts()[i]);
            }
            samples[i] = found;
        }
        return samples;
    }
}
