package io.github.botmetry.statsd;

/**
 * Makes the lines for the durations of one timer: all of them while every sample is kept, else samples at a rate of 1/2^k.
 *
 * <p>The remainder is sent as one sample at each smaller power of two, so that the server's count is exact.
 */
final class PlainTimings {

    /** Lines that are enough for any count: at least one for each of its bits. */
    private static final int ENOUGH = 64;

    private final Durations fresh;
    private final int power;
    private final long lines;
    private long taken;

    PlainTimings(Durations fresh) {
        this.fresh = fresh;
        int most = Math.max(fresh.samples().length, ENOUGH);
        int least = 0;
        while (linesAt(least, fresh.recorded()) > most) {
            least++;
        }
        this.power = least;
        this.lines = linesAt(least, fresh.recorded());
    }

    private static long linesAt(int power, long recorded) {
        return (recorded >> power) + Long.bitCount(recorded & ((1L << power) - 1));
    }

    boolean hasNext() {
        return taken < lines;
    }

    /** The value, type and rate of the next line. */
    String next() {
        int rate = power();
        String value = Decimals.millis(fresh.nanos(taken, lines));
        return rate == 0 ? value + "|ms" : value + "|ms|@" + Decimals.sampleRate(rate);
    }

    /** Moves on to the following line; returns the number of durations that the passed line stands for. */
    long advance() {
        long stands = 1L << power();
        taken++;
        return stands;
    }

    /** The exponent of the next line's rate, 1/2 to this power: the highest first, then the bits of the remainder. */
    private int power() {
        long full = fresh.recorded() >> power;
        if (taken < full) {
            return power;
        }
        long rest = fresh.recorded() & ((1L << power) - 1);
        for (long skipped = taken - full; skipped > 0; skipped--) {
            rest ^= Long.highestOneBit(rest);
        }
        return 63 - Long.numberOfLeadingZeros(rest);
    }
}
