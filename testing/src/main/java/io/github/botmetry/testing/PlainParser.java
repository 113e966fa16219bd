package io.github.botmetry.testing;

/**
 * Parse plain StatsD, only lines that every server reads the same way.
 *
 * <p>A line is {@code name:value|type} or {@code name:value|type|@rate}. Accepts the lines of etsy's statsd 0.9.0
 * except those that it misreads: other types (read as counters), packed values (it keeps the last one), exponents in a rate (ignored), tags, and
 * names that it would rewrite. Stateless.
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
