package io.github.botmetry.statsd;

import com.timgroup.statsd.StatsDClient;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Calls of the client's public methods, and what is marked once they have returned.
 *
 * <p>Made by the flush thread and run by its helper. One that hangs is left behind: what it does later is marked no more.
 */
final class ClientCalls {

    private final List<Call> calls = new ArrayList<>();
    private int bytes;
    private int done;
    private boolean isAbandoned;

    /**
     * @param bytes about how long its lines are
     * @param amount marked once it has returned
     */
    record Call(Consumer<StatsDClient> body, int bytes, Mark mark, long amount) {}

    void add(Call call) {
        calls.add(call);
        bytes += call.bytes;
    }

    boolean isEmpty() {
        return calls.isEmpty();
    }

    int bytes() {
        return bytes;
    }

    /** The first call alone; it is no longer part of this. */
    ClientCalls takeFirst() {
        ClientCalls first = new ClientCalls();
        first.add(calls.remove(0));
        return first;
    }

    /** Helper thread; after each datagram's worth it waits until the next may leave. */
    void runOn(StatsDClient client, Pacer pacer, int packetBytes) throws InterruptedIOException {
        int unpaced = packetBytes;
        for (Call call : calls) {
            unpaced += call.bytes;
            if (unpaced > packetBytes) {
                pacer.await();
                unpaced = call.bytes;
            }
            if (isAbandoned()) {
                return;
            }
            call.body.accept(client);
            if (!countDone()) {
                return;
            }
        }
    }

    private synchronized boolean isAbandoned() {
        return isAbandoned;
    }

    private synchronized boolean countDone() {
        if (!isAbandoned) {
            done++;
        }
        return !isAbandoned;
    }

    /** Counts no call any more: one that is interrupted from now on may return without having done anything. */
    synchronized void abandon() {
        isAbandoned = true;
    }

    private synchronized int done() {
        return done;
    }

    /** Marks the calls that have returned; flush thread. Those that return from now on are not. */
    int settle() {
        abandon();
        int settled = done();
        for (Call call : calls.subList(0, settled)) {
            call.mark.sent(call.amount);
        }
        return settled;
    }
}
