package io.github.botmetry.statsd;

import com.timgroup.statsd.StatsDClient;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Collects calls of the client's public methods, and marks those that have returned.
 *
 * <p>Filled by the flush thread and run by its helper thread. A batch that hangs is abandoned: later calls are not marked.
 */
final class ClientCalls {

    private final List<Call> calls = new ArrayList<>();
    private int bytes;
    private int done;
    private boolean isAbandoned;

    /**
     * @param bytes estimated length of its lines
     * @param amount the amount to mark once the call has returned
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

    /** Removes the first call and returns it alone. */
    ClientCalls takeFirst() {
        ClientCalls first = new ClientCalls();
        first.add(calls.remove(0));
        return first;
    }

    /** Makes the calls, on the helper thread; waits after each datagram's worth until the next one may leave. */
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

    /** Stops counting calls, since an interrupted one may return without having sent anything. */
    synchronized void abandon() {
        isAbandoned = true;
    }

    private synchronized int done() {
        return done;
    }

    /** Marks the calls that have returned, on the flush thread; calls that return later stay unmarked. */
    int settle() {
        abandon();
        int settled = done();
        for (Call call : calls.subList(0, settled)) {
            call.mark.sent(call.amount);
        }
        return settled;
    }
}
