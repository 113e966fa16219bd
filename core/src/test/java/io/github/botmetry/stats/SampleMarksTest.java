package io.github.botmetry.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SampleMarksTest {

    private static final long READER = 1;

    private final SampleMarks marks = new SampleMarks();

    private void add(long thread, long start, long[] before, long[] given, long[] all) {
        marks.add(new SampleMarks.Mark(thread, start, before, given, all));
    }

    private static long[] counts(long... counts) {
        return counts;
    }

    private void assertSeen(long reader, long count, long[] counts, long beyond) {
        SampleMarks.Seen seen = marks.at(reader, count, counts.length);
        assertThat(seen.counts()).as("counts at %s", count).isEqualTo(counts);
        assertThat(seen.beyond()).as("beyond at %s", count).isEqualTo(beyond);
    }

    @Test
    void countInBetween_isFoundStripeByStripe_firstInTheSamplesThatWereGiven() {
        add(READER, 10, counts(4, 6), counts(6, 7), counts(8, 9));

        assertSeen(READER, 10, counts(4, 6), 0);
        assertSeen(READER, 11, counts(5, 6), 0);
        assertSeen(READER, 13, counts(6, 7), 0);
        assertSeen(READER, 14, counts(7, 7), 0);
        assertSeen(READER, 16, counts(8, 8), 0);
        assertSeen(READER, 17, counts(8, 9), 0);
    }

    @Test
    void countThatNoMarkKnows_isBeyond() {
        assertSeen(READER, 9, counts(0, 0), 9);

        add(READER, 10, counts(4, 6), counts(6, 7), counts(8, 9));

        assertSeen(READER, 9, counts(0, 0), 9);
        assertSeen(READER, 20, counts(8, 9), 3);
    }

    @Test
    void stripesThatCameLater_haveNotBeenSeen() {
        add(READER, 10, counts(4, 6), counts(6, 7), counts(8, 9));

        assertSeen(READER, 17, counts(8, 9, 0, 0), 0);
    }

    @Test
    void markOfTheReadersOwnThread_isTaken_andElseTheNewest() {
        add(1, 0, counts(0, 0), counts(5, 0), counts(5, 5));
        add(2, 0, counts(0, 0), counts(0, 5), counts(5, 5));

        assertSeen(1, 5, counts(5, 0), 0);
        assertSeen(2, 5, counts(0, 5), 0);
        assertSeen(3, 5, counts(0, 5), 0);
    }

    @Test
    void markAtWhichTheReaderHasBegun_isTakenBeforeANewerOneThatReachesIt() {
        add(READER, 5, counts(0, 5), counts(0, 5), counts(1, 5));
        add(READER, 0, counts(0, 0), counts(5, 0), counts(5, 5));

        assertSeen(READER, 5, counts(0, 5), 0);
    }

    @Test
    void markThatReachesTheCount_isTakenBeforeANewerOneThatEndsEarlier() {
        add(2, 0, counts(0, 0), counts(0, 8), counts(8, 8));
        add(READER, 0, counts(0, 0), counts(1, 0), counts(1, 1));

        assertSeen(READER, 8, counts(0, 8), 0);
        assertSeen(READER, 2, counts(1, 1), 0);
    }

    @Test
    void ninthMark_takesThePlaceOfTheOldest() {
        for (long thread = 0; thread < 8; thread++) {
            add(thread, 100 * thread, counts(100 * thread), counts(100 * thread + 9), counts(100 * thread + 9));
        }
        assertSeen(0, 5, counts(5), 0);

        add(8, 800, counts(800), counts(809), counts(809));

        assertSeen(0, 5, counts(0), 5);
        assertSeen(1, 105, counts(105), 0);
    }
}
