package io.github.botmetry.statsd;

import java.math.BigDecimal;

/** Writes numbers as every server reads them: exact decimals without exponent or grouping. */
final class Decimals {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private Decimals() {}

    static String of(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1L << 53) {
            return Long.toString((long) value);
        }
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }

    /** Writes nanoseconds as milliseconds, with up to six decimals. */
    static String millis(long nanos) {
        long fraction = nanos % NANOS_PER_MILLI;
        if (fraction == 0) {
            return Long.toString(nanos / NANOS_PER_MILLI);
        }
        return BigDecimal.valueOf(nanos, 6).stripTrailingZeros().toPlainString();
    }

    /** Writes 1/2^{@code power}, which is exact in decimals and in the server's double. */
    static String sampleRate(int power) {
        return BigDecimal.ONE.divide(BigDecimal.valueOf(2).pow(power)).toPlainString();
    }
}
