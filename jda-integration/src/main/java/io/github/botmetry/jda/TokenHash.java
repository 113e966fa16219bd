package io.github.botmetry.jda;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Hashes the token of an interaction to 64 bits. A token is a secret, and long: some 200 characters.
 *
 * <p>The hash is another one in each process and cannot be turned back. That two of 10,000 tokens have the same is as likely as
 * 1 in 370,000,000,000 (10,000 squared / 2^65), and that the path of another webhook has that of one of them, 1 in
 * 1,800,000,000,000,000: then a request would count for the wrong command. Discord makes tokens, so nobody can choose them.
 */
final class TokenHash {

    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

    private final long seed = ThreadLocalRandom.current().nextLong();

    /** Of a part of the path, without a copy of it; never {@link LatestEntries#NO_KEY}. */
    long of(CharSequence path, int from, int to) {
        long hash = seed ^ (to - from);
        int next = from;
        for (; next + 4 <= to; next += 4) {
            hash = mixed(
                    hash,
                    path.charAt(next)
                            | (long) path.charAt(next + 1) << 16
                            | (long) path.charAt(next + 2) << 32
                            | (long) path.charAt(next + 3) << 48);
        }
        for (; next < to; next++) {
            hash = mixed(hash, path.charAt(next));
        }
        return hash == LatestEntries.NO_KEY ? 1 : hash;
    }

    /** Every step can be undone if one knows the characters: so two tokens that differ in one step stay apart. */
    private static long mixed(long hash, long characters) {
        long product = (hash ^ characters) * GOLDEN_RATIO;
        return product ^ (product >>> 32);
    }
}
