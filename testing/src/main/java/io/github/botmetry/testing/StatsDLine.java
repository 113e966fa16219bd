package io.github.botmetry.testing;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Objects;

/**
 * Read what one line of StatsD says, exactly as it was written.
 *
 * @param name the dotted name, prefix included
 * @param text the value as it was sent
 * @param type what kind of number it is
 * @param rate which part of all values was sent, in (0,1]; 1 unless the line says otherwise
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

        /** As it is written on the wire. */
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

    /** Whether it has a sign, which most servers take for a change of a gauge instead of its value. */
    public boolean isSigned() {
        return text.startsWith("-");
    }

    /** How many recorded values this one stands for: 1 divided by the rate. */
    public long weight() {
        return BigDecimal.ONE.divide(rate, MathContext.DECIMAL128).longValueExact();
    }

    /** What a server adds to a counter: the value divided by the rate. */
    public BigDecimal scaled() {
        return value().multiply(BigDecimal.valueOf(weight()));
    }
}
