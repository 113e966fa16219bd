package io.github.botmetry;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Closes once, within a limit, even if several threads call it or are interrupted. */
final class Closing {

    private final Consumer<Deadline> body;
    private final Duration limit;
    private final Threads threads;
    private final AtomicReference<@Nullable Deadline> deadline = new AtomicReference<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile @Nullable Thread hook;

    Closing(Consumer<Deadline> body, Duration limit, Threads threads) {
        this.body = body;
        this.limit = limit;
        this.threads = threads;
    }

    /**
     * Closes, or waits for the end of a close that runs. On Botmetry's own threads it returns at once: a callback that
     * closes must not wait for itself.
     *
     * @return false if the caller did not wait
     */
    boolean close() {
        Deadline own = Deadline.in(limit);
        Deadline begun = deadline.compareAndExchange(null, own);
        if (begun == null) {
            start(own);
        }
        if (threads.isCurrent()) {
            return false;
        }
        // Gives up a step that ignores its limit, so that the bot's shutdown and the JVM's hook go on.
        (begun == null ? own : begun).await(done);
        return true;
    }

    /** Closes on a separate thread, which no interrupt of the caller reaches. */
    private void start(Deadline begun) {
        try {
            threads.daemon(() -> run(begun), "botmetry-close").start();
        } catch (Throwable noThread) {
            boolean interrupted = Thread.interrupted();
            run(begun);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run(Deadline begun) {
        try {
            body.accept(begun);
        } finally {
            done.countDown();
            removeShutdownHook();
        }
    }

    /** Adds the hook, unless the JVM is already ending and accepts none. */
    void addShutdownHook() {
        Thread added = new Thread(null, this::close, "shutdown-of-botmetry", 0, false);
        try {
            Runtime.getRuntime().addShutdownHook(added);
        } catch (IllegalStateException e) {
            return;
        }
        hook = added;
        if (done.getCount() == 0) {
            removeShutdownHook(); // a callback closed Botmetry meanwhile
        }
    }

    /** Comes last in a close, so that a process that ends meanwhile still waits for the close. */
    private void removeShutdownHook() {
        Thread added = hook;
        if (added != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(added);
            } catch (IllegalStateException e) {
                hook = null; // the JVM is ending: this hook is the one that closes
            }
        }
    }
}
