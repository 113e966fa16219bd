package io.github.botmetry.simulator.gateway;

import io.github.botmetry.simulator.payload.Snowflakes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The session that an IDENTIFY opened: numbers its events and keeps the latest of them for a RESUME. */
public final class Session {
    private static final int KEPT_EVENTS = 10_000;

    private final String id = UUID.randomUUID().toString();
    private final int shard;
    private final int shards;
    private final int intents;
    private final Deque<Sent> kept = new ArrayDeque<>();
    private long sequence;
    private boolean valid = true;
    private @Nullable Connection connection;

    public Session(Connection connection, int shard, int shards, int intents) {
        this.connection = connection;
        this.shard = shard;
        this.shards = shards;
        this.intents = intents;
    }

    public String id() {
        return id;
    }

    public int shard() {
        return shard;
    }

    public int shards() {
        return shards;
    }

    public int intents() {
        return intents;
    }

    public boolean covers(long guildId) {
        return Snowflakes.shardOf(guildId, shards) == shard;
    }

    /** Runs the sending while all other events wait. */
    public synchronized void exclusively(Runnable sending) {
        sending.run();
    }

    /** Sends an event; false if the intents of this session hide it. */
    public synchronized boolean dispatch(GatewayEvent event) {
        if (!valid || !event.isSeenWith(intents)) {
            return false;
        }
        byte[] frame = event.frame(++sequence, intents);
        if (kept.size() == KEPT_EVENTS) {
            kept.removeFirst();
        }
        kept.addLast(new Sent(sequence, frame));
        if (connection != null) {
            connection.send(frame);
        }
        return true;
    }

    /** Sends the events after the sequence; false if some are no longer kept, or the session is over. */
    public synchronized boolean resume(Connection replacement, long afterSequence) {
        boolean gap = !kept.isEmpty() && kept.getFirst().sequence > afterSequence + 1;
        if (!valid || gap || afterSequence > sequence) {
            return false;
        }
        connection = replacement;
        for (Sent sent : kept) {
            if (sent.sequence > afterSequence) {
                replacement.send(sent.frame);
            }
        }
        return true;
    }

    public synchronized void detach(Connection gone) {
        if (connection == gone) {
            connection = null;
        }
    }

    public synchronized void invalidate() {
        valid = false;
        kept.clear();
    }

    public synchronized boolean isValid() {
        return valid;
    }

    public synchronized @Nullable Connection connection() {
        return connection;
    }

    private static final class Sent {
        private final long sequence;
        private final byte[] frame;

        Sent(long sequence, byte[] frame) {
            this.sequence = sequence;
            this.frame = frame;
        }
    }
}
