package io.github.botmetry.testing;

/**
 * Parse plain StatsD, as far as every server that speaks it reads the same from it.
 *
 * <p>A line is {@code name:value|type} or {@code name:value|type|@rate}. It is what etsy's statsd 0.9.0 accepts, less what
 * it accepts by chance: other types (it takes them for counters), packed values (it keeps the last one), exponents in a
 * rate (it ignores them), tags, names that it would rewrite. Stateless.
 */
public final class PlainParser implements StatsDParser {

    @Override
    public StatsDLine parse(String line) {
        return Grammar.parse(line, false);
    }

    @Override
    public boolean signIsDelta() {
        return true;
    }
}
