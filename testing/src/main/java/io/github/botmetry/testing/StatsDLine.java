package io.github.botmetry.testing;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Objects;

/**
 * Read the parts of one line of StatsD, exactly as they were written.
 *
 * @param name the dotted name, prefix included
 * @param text the value as it was sent
 * @param type the kind of number
 * @param rate the sent fraction of all values, in (0,1]; 1 by default
 * @param tags DogStatsD's tags by key; empty in the plain dialect
 */
public record StatsDLine(String name, String text, Type type, BigDecimal rate, Map<String, String> tags) {

    /** The three types that every server takes the same way. */
    public enum Type {
        COUNTER("c"),
        GAUGE("g"),
        TIMING("ms");

        private final String code;

        Type(String code) {
            this.code = code;
        }

        /** The spelling on the wire. */
        public String code() {
            return code;
        }
    }

    public StatsDLine {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(text, "text");
        tags = Map.copyOf(tags);
    }

    /** The value, exact to the last digit that was sent. */
    public BigDecimal value() {
        return new BigDecimal(text);
    }

    /** True if the value has a sign, which most servers read as a change of a gauge instead of its value. */
    public boolean isSigned() {
        return text.startsWith("-");
    }

    /** Number of recorded values that this line stands for: 1 divided by the rate. */
    public long weight() {
        return BigDecimal.ONE.divide(rate, MathContext.DECIMAL128).longValueExact();
    }

    /** Amount that a server adds to a counter: the value divided by the rate. */
    public BigDecimal scaled() {
        return value().multiply(BigDecimal.valueOf(weight()));
    }
}
