package io.github.botmetry.testing;

/**
 * Parse DogStatsD: the lines of {@link PlainParser}, and behind them {@code |#key:value,key:value}.
 *
 * <p>Fields that not every server with tags knows ({@code |c:}, {@code |e:}, {@code |T}, {@code |card:}) and packed values
 * are refused. Stateless.
 */
public final class DogStatsDParser implements StatsDParser {

    @Override
    public StatsDLine parse(String line) {
        return Grammar.parse(line, true);
    }

    @Override
    public boolean signIsDelta() {
        return false;
    }
}
