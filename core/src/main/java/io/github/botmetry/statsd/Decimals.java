package io.github.botmetry.statsd;

import java.math.BigDecimal;

/** Numbers as every server reads them: decimal, without exponent and grouping, exact. */
final class Decimals {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private Decimals() {}

    static String of(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1L << 53) {
            return Long.toString((long) value);
        }
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }

    /** Nanoseconds as milliseconds, with as many of six decimals as it takes. */
    static String millis(long nanos) {
        long fraction = nanos % NANOS_PER_MILLI;
        if (fraction == 0) {
            return Long.toString(nanos / NANOS_PER_MILLI);
        }
        return BigDecimal.valueOf(nanos, 6).stripTrailingZeros().toPlainString();
    }

    /** 1/2^{@code power}; a power of two is exact in decimals and, at the other end, in a double. */
    static String sampleRate(int power) {
        return BigDecimal.ONE.divide(BigDecimal.valueOf(2).pow(power)).toPlainString();
    }
}
