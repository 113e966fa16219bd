package io.github.botmetry.simulator;

import io.github.botmetry.simulator.gateway.Connection;
import io.github.botmetry.simulator.gateway.Session;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Disturb and check one shard's gateway connection.
 *
 * <p>Thread-safe. Methods that need a connection throw IllegalStateException without one; methods that wait throw
 * AssertionError after their time limit.
 */
public final class SimulatedShard {
    private final int index;
    private final Signal signal = new Signal();
    private volatile @Nullable Session session;
    private int identifies;
    private int resumes;
    private volatile boolean connected;

    SimulatedShard(int index) {
        this.index = index;
    }

    /** The number of this shard, from 0. */
    public int index() {
        return index;
    }

    /** True from the end of the login until the connection ends. */
    public boolean isConnected() {
        return connected;
    }

    /** The number of times that a bot identified successfully as this shard. */
    public int identifyCount() {
        return signal.read(() -> identifies);
    }

    /** The number of times that a bot resumed this shard's session. */
    public int resumeCount() {
        return signal.read(() -> resumes);
    }

    /** Waits until the bot has identified this number of times in total. */
    public void awaitIdentified(int times, Duration limit) {
        signal.await(
                limit, () -> identifies >= times, () -> this + " identified " + identifies + " times, not " + times);
    }

    /** Waits until the bot has resumed this number of times in total. */
    public void awaitResumed(int times, Duration limit) {
        signal.await(limit, () -> resumes >= times, () -> this + " resumed " + resumes + " times, not " + times);
    }

    /** Closes the WebSocket with a code such as 1001, 4000 or 4014. */
    public void close(int code) {
        Connection connection = connection();
        Session current = session;
        if (current != null && isFatal(code)) {
            current.invalidate();
        }
        connection.close(code);
    }

    /** Ends the TCP connection without a closing handshake, as a broken network does. */
    public void cut() {
        connection().cut();
    }

    /** Asks the bot to reconnect and resume: op 7. */
    public void requestReconnect() {
        connection().send(7, null);
    }

    /** Declares the session of the bot invalid: op 9. If not resumable, a RESUME would be refused as well. */
    public void invalidate(boolean resumable) {
        Connection connection = connection();
        Session current = session;
        if (current != null && !resumable) {
            current.invalidate();
        }
        connection.send(9, resumable);
    }

    /** Makes the next RESUME fail, as after a long absence; the connection stays. */
    public void forgetSession() {
        Session current = session;
        if (current != null) {
            current.invalidate();
        }
    }

    @Nullable
    Session session() {
        return session;
    }

    void identified(Session opened) {
        signal.change(() -> {
            session = opened;
            connected = true;
            identifies++;
        });
    }

    void resumed() {
        signal.change(() -> {
            connected = true;
            resumes++;
        });
    }

    void disconnected(Session closed) {
        // Read before the signal's lock is taken: a session that opens takes its own lock first, then the signal's.
        boolean replaced = closed.connection() != null;
        signal.change(() -> connected = session == closed ? replaced : connected);
    }

    private Connection connection() {
        Session current = session;
        Connection connection = current == null ? null : current.connection();
        if (connection == null) {
            throw new IllegalStateException(this + " is not connected");
        }
        return connection;
    }

    private static boolean isFatal(int code) {
        return code == 4004 || code == 4007 || code == 4009 || (code >= 4010 && code <= 4014);
    }

    @Override
    public String toString() {
        return "shard " + index;
    }
}
