package io.github.botmetry.stats;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A timer is a locked stripe of count, sum, buckets and samples; it gets more stripes when threads meet on one.
 *
 * <p>A stripe of its own for each thread from the start would be as fast, and a hundred times as large for the many series
 * that only one thread ever records.
 */
final class TimerCell extends Cell implements Timer, TimerSeries {

    private static final int MAX_STRIPES =
            Integer.highestOneBit(Math.max(2, Runtime.getRuntime().availableProcessors()) * 4 - 1) * 2;

    /** A longer one is a point in time by mistake, which would take the sum of the others with it. */
    private static final Duration MAX_DURATION = Duration.ofDays(365);

    private static final long MAX_NANOS = MAX_DURATION.toNanos();

    /** A sink that reads while others record is told apart by what it has seen; more sinks than this share marks. */
    private static final int MAX_MARKS = 8;

    private final Refusals refusals;
    private final long[] bounds;
    private final Deque<Mark> marks = new ArrayDeque<>(1);
    private volatile TimerStripe[] stripes;
    private volatile @Nullable TimerListener listener;

    /** How many each stripe had when a reader had seen {@code total}. */
    private record Mark(long total, long[] counts) {}

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
            refusals.refuseValue(this, String.valueOf(duration));
        } else {
            add(duration.toNanos());
        }
    }

    @Override
    public void recordNanos(long nanos) {
        if (nanos < 0 || nanos > MAX_NANOS) {
            refusals.refuseValue(this, nanos + " ns");
        } else {
            add(nanos);
        }
    }

    /** From now on it hears of each duration; null is nobody. */
    void listen(@Nullable TimerListener told) {
        listener = told;
    }

    private void add(long nanos) {
        TimerListener told = listener; // read before the lock, whose fence would make it wait
        TimerStripe[] current = stripes;
        int thread = (int) ((Thread.currentThread().getId() * 0x9E3779B97F4A7C15L) >>> 32);
        TimerStripe stripe = current[thread & (current.length - 1)];
        if ((stripe.tryAdd(nanos) || addLater(stripe, current, nanos)) && told != null) {
            told.recorded(this, nanos);
        }
    }

    /** Adds the duration where another thread was met; false if this cell is closed, which is counted. */
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

    /** Closes all stripes; a split at the same time waits, and then finds the cell closed. */
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

    @Override
    public synchronized int samplesSince(long count, long[] into) {
        TimerStripe[] current = stripes;
        Mark mark = markAt(count);
        long[] counts = new long[current.length];
        long total = 0;
        long surplus = Math.max(0, count - mark.total());
        int written = 0;
        for (int i = 0; i < current.length; i++) {
            long seen = i < mark.counts().length ? mark.counts()[i] : 0;
            TimerStripe.Samples samples = current[i].samplesSince(seen);
            counts[i] = samples.count();
            total += counts[i];
            // What the reader has counted beyond the mark is somewhere among the stripes: the oldest are the likeliest.
            long beyondMark = Math.min(surplus, samples.count() - seen);
            surplus -= beyondMark;
            long forgotten = samples.count() - seen - samples.nanos().length;
            int skipped = (int) Math.max(0, beyondMark - forgotten);
            int taken = Math.min(samples.nanos().length - skipped, into.length - written);
            System.arraycopy(samples.nanos(), samples.nanos().length - taken, into, written, taken);
            written += taken;
        }
        remember(new Mark(total, counts));
        return written;
    }

    private Mark markAt(long count) {
        Mark best = new Mark(0, new long[0]);
        for (Mark mark : marks) {
            if (mark.total() <= count && mark.total() >= best.total()) {
                best = mark;
            }
        }
        return best;
    }

    private void remember(Mark mark) {
        if (marks.size() == MAX_MARKS) {
            marks.removeFirst();
        }
        marks.addLast(mark);
    }
}
