package io.github.botmetry.stats;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;

/**
 * Remembers how far each reader of a timer has read, as the counts of the timer's stripes.
 *
 * <p>A reader asks for the samples after a count. If only a part of them was sent, its next count lies inside the last
 * reading: samples are given out stripe by stripe, so that the stripes' counts at each such point can be computed. A reader
 * is known by its thread. Guarded by the timer's lock.
 */
final class SampleMarks {

    /** Limit of marks; the oldest is dropped, and its reader then uses the marks of others. */
    private static final int MAX_MARKS = 8;

    private final Deque<Mark> marks = new ArrayDeque<>(1);

    /**
     * Counts of the stripes that a reader at some count has seen.
     *
     * @param beyond number of further samples seen, in stripes that no mark knows
     */
    record Seen(long[] counts, long beyond) {}

    /**
     * One reading.
     *
     * @param thread id of the reader's thread
     * @param start the reader's count before this reading
     * @param before counts of the stripes at {@code start}
     * @param given counts of the stripes after the samples that the reader got
     * @param all counts of the stripes at this reading, samples that the reader did not get included
     */
    record Mark(long thread, long start, long[] before, long[] given, long[] all) {

        private long end() {
            return start + Arrays.stream(all).sum() - Arrays.stream(before).sum();
        }

        /** Ranks how well this mark fits a reader's thread and count; 0 if not at all. */
        private int rank(long reader, long count) {
            if (count < start) {
                return 0;
            }
            if (count > end()) {
                return 1;
            }
            return reader != thread ? 2 : count > start ? 3 : 4;
        }

        private Seen seenAt(long count, int stripes) {
            if (count == end() && all.length == stripes) {
                return new Seen(all, 0);
            }
            long[] seen = Arrays.copyOf(before, stripes);
            long left = advance(seen, given, count - start);
            return new Seen(seen, advance(seen, all, left));
        }

        private static long advance(long[] from, long[] to, long by) {
            long left = by;
            for (int i = 0; i < to.length; i++) {
                long step = Math.min(left, to[i] - from[i]);
                from[i] += step;
                left -= step;
            }
            return left;
        }
    }

    /** Finds the samples that the reader on that thread has seen when it is at that count. */
    Seen at(long reader, long count, int stripes) {
        Mark best = null;
        int bestRank = 0;
        for (Iterator<Mark> newestFirst = marks.descendingIterator(); newestFirst.hasNext(); ) {
            Mark mark = newestFirst.next();
            int rank = mark.rank(reader, count);
            if (rank > bestRank) {
                best = mark;
                bestRank = rank;
            }
        }
        return best == null ? new Seen(new long[stripes], count) : best.seenAt(count, stripes);
    }

    void add(Mark mark) {
        if (marks.size() == MAX_MARKS) {
            marks.removeFirst();
        }
        marks.addLast(mark);
    }
}
