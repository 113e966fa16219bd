package io.github.botmetry.simulator.gateway;

import java.nio.channels.CancelledKeyException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.java_websocket.WebSocketImpl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that frames which were handed to Java-WebSocket leave it.
 *
 * <p>Its selector thread sees that a socket's queue is empty and then drops its interest in writing; a frame that another
 * thread adds between the two waits for the next one. With 1.6.0 about one in a thousand bots that said goodbye right after
 * an event got no answer and hung for ten seconds. A second look costs next to nothing.
 */
final class FrameFlusher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FrameFlusher.class);
    private static final int CHECK_MILLIS = 5;

    private final Set<WebSocketImpl> watched = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor timer;
    private final Consumer<WebSocketImpl> demandWrite;

    FrameFlusher(Consumer<WebSocketImpl> demandWrite) {
        this.demandWrite = demandWrite;
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "discord-simulator-guard");
            thread.setDaemon(true);
            return thread;
        });
        // At the end nobody waits for frames any more.
        timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    /** To be called after each frame. */
    @SuppressWarnings("FutureReturnValueIgnored") // check() throws nothing.
    void frameSent(WebSocketImpl socket) {
        if (watched.add(socket)) {
            timer.schedule(() -> check(socket), CHECK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void check(WebSocketImpl socket) {
        watched.remove(socket);
        boolean waiting = !socket.outQueue.isEmpty() || socket.isFlushAndClose();
        if (waiting && !socket.isClosed()) {
            try {
                demandWrite.accept(socket);
                frameSent(socket);
            } catch (CancelledKeyException closedMeanwhile) {
                LOG.trace("The socket was closed", closedMeanwhile);
            }
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
