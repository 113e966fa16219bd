package io.github.botmetry.simulator.payload;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Hands out ids as Discord does: milliseconds since 2015 in the upper 42 bits, unique and growing. */
public final class Snowflakes {
    private static final long DISCORD_EPOCH_MILLIS = 1_420_070_400_000L;
    private static final int TIME_SHIFT = 22;
    /** Guild ids date from the first days of 2020, so that they never equal another id. */
    private static final long FIRST_GUILD_MILLIS = 1_577_836_800_000L - DISCORD_EPOCH_MILLIS;

    private final AtomicLong last = new AtomicLong();
    private final AtomicLong guilds = new AtomicLong();

    public long next() {
        long now = at(System.currentTimeMillis());
        return last.updateAndGet(previous -> Math.max(previous + 1, now));
    }

    /** Makes an id of the given age. */
    public long aged(Duration age) {
        return next() - (age.toMillis() << TIME_SHIFT);
    }

    /** Makes the id of a guild; the first belongs to shard 0, the next to shard 1, and so on in turn. */
    public long nextGuild(int shards) {
        long firstMillis = FIRST_GUILD_MILLIS - FIRST_GUILD_MILLIS % shards;
        return (firstMillis + guilds.getAndIncrement()) << TIME_SHIFT;
    }

    public static int shardOf(long guildId, int shards) {
        return (int) Long.remainderUnsigned(guildId >>> TIME_SHIFT, shards);
    }

    private static long at(long epochMillis) {
        return (epochMillis - DISCORD_EPOCH_MILLIS) << TIME_SHIFT;
    }
}
