package io.github.botmetry.jda.rest;

import java.time.Instant;
import okhttp3.Headers;

/**
 * How far the clock here is ahead of Discord's, as far as the dates of responses tell.
 *
 * <p>A date has whole seconds: each response says that the difference lies in a range of a second and the round trip. The
 * ranges' intersection narrows it to some tens of milliseconds within minutes; where zero is possible, it is zero. Starts
 * again after a while, since clocks drift. Thread-safe.
 */
public final class ServerClock {

    private static final long DISCORD_EPOCH_MILLIS = 1_420_070_400_000L;
    private static final long SECOND = 1_000;
    private static final long SECOND_NANOS = 1_000_000_000;
    private static final long START_AGAIN_NANOS = 30 * 60 * SECOND_NANOS;

    private long lowest = Long.MIN_VALUE;
    private long highest = Long.MAX_VALUE;
    private long sinceNanos;
    private long sampledNanos;
    private boolean isSampled;
    private boolean isKnown;

    /**
     * Takes a response into account that was asked for and received at these times of this machine's clock.
     *
     * @param nowNanos of {@link System#nanoTime()}: the machine's clock may be set, and tells no age
     */
    public synchronized void sample(Headers headers, long askedMillis, long receivedMillis, long nowNanos) {
        // A date costs some kilobytes to read, and what comes within a second says little more.
        if (isSampled && nowNanos - sampledNanos < SECOND_NANOS) {
            return;
        }
        isSampled = true;
        sampledNanos = nowNanos;
        Instant date = headers.getInstant("Date");
        if (date == null) {
            return;
        }
        long low = askedMillis - date.toEpochMilli() - SECOND;
        long high = receivedMillis - date.toEpochMilli();
        boolean contradicts = low > highest || high < lowest;
        if (contradicts || !isKnown || nowNanos - sinceNanos > START_AGAIN_NANOS) {
            lowest = low;
            highest = high;
            sinceNanos = nowNanos;
            isKnown = true;
            return;
        }
        lowest = Math.max(lowest, low);
        highest = Math.min(highest, high);
    }

    /** How many milliseconds the clock here is ahead; negative if it is behind. */
    synchronized long aheadMillis() {
        if (!isKnown || (lowest <= 0 && highest >= 0)) {
            return 0;
        }
        return lowest + (highest - lowest) / 2;
    }

    /** From a snowflake's creation to this time here, never negative. */
    public long lagMillis(long snowflake, long nowMillis) {
        long created = (snowflake >>> 22) + DISCORD_EPOCH_MILLIS;
        return Math.max(0, nowMillis - created - aheadMillis());
    }
}
