package io.github.botmetry.jda.rest;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import net.dv8tion.jda.api.exceptions.ParsingException;
import net.dv8tion.jda.api.utils.data.DataObject;
import okhttp3.Response;

/**
 * How many sessions the bot may still begin today: what Discord said when a shard manager asked how to connect, less those
 * begun since. Nobody asks again for it, so it is unknown for a bot without a shard manager. Thread-safe.
 *
 * @see <a href="https://discord.com/developers/docs/events/gateway#session-start-limit-object">Session start limit</a>
 */
final class SessionStarts {

    /** Whose answer it stands in. */
    static final String ROUTE = "gateway/bot";

    private static final long PERIOD_NANOS = TimeUnit.DAYS.toNanos(1);

    private final LongSupplier nanoClock;
    private boolean known;
    private long total;
    private long remaining;
    private long resetNanos;

    SessionStarts(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** Discord's answer, which JDA has yet to read. */
    void read(Response response) {
        DataObject body = PeekedJson.of(response);
        try {
            DataObject limit = body == null ? null : body.getObject("session_start_limit");
            if (limit != null) {
                known(limit.getLong("total"), limit.getLong("remaining"), limit.getLong("reset_after"));
            }
        } catch (ParsingException | NumberFormatException e) {
            forget(); // not in the form that is known: better no number than a wrong one
        }
    }

    private synchronized void forget() {
        known = false;
    }

    synchronized void known(long total, long remaining, long resetAfterMillis) {
        this.known = true;
        this.total = total;
        this.remaining = remaining;
        this.resetNanos = nanoClock.getAsLong() + TimeUnit.MILLISECONDS.toNanos(resetAfterMillis);
    }

    /** A shard has identified itself. */
    synchronized void begun() {
        renew();
        remaining = Math.max(0, remaining - 1);
    }

    private void renew() {
        long now = nanoClock.getAsLong();
        if (known && now - resetNanos >= 0) {
            remaining = total;
            resetNanos += ((now - resetNanos) / PERIOD_NANOS + 1) * PERIOD_NANOS;
        }
    }

    /** NaN while it is unknown. */
    synchronized double remaining() {
        renew();
        return known ? remaining : Double.NaN;
    }
}
