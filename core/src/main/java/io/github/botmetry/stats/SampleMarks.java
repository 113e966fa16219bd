package io.github.botmetry.stats;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;

/**
 * Remembers the counts of a timer's stripes at the counts that its readers have come to.
 *
 * <p>A reader asks for what came after a count, and perhaps comes to a count in between, since only a part of it has left: the
 * samples are given stripe by stripe, so that each count in between is found again. Readers are told apart by their threads.
 * Guarded by the lock of the timer.
 */
final class SampleMarks {

    /** More sinks than this share marks. */
    private static final int MAX_MARKS = 8;

    private final Deque<Mark> marks = new ArrayDeque<>(1);

    /**
     * The counts of the stripes that a reader at some count has seen.
     *
     * @param beyond so many more, of which no mark says in which stripes they are
     */
    record Seen(long[] counts, long beyond) {}

    /**
     * One reading.
     *
     * @param thread the id of the reader's thread
     * @param start the count that the reader had come to
     * @param before the counts of the stripes there
     * @param given those behind the samples that the reader got
     * @param all those of the stripes themselves
     */
    record Mark(long thread, long start, long[] before, long[] given, long[] all) {

        private long end() {
            return start + Arrays.stream(all).sum() - Arrays.stream(before).sum();
        }

        /** How well it fits the reader on that thread that has come to the count; 0 if it does not. */
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

    /** The samples that the reader on that thread has seen, which has come to this count. */
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
