package io.github.botmetry;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Closes once, within a limit, whoever calls and however often, interrupted or not. */
final class Closing {

    private final Consumer<Deadline> body;
    private final Duration limit;
    private final Threads threads;
    private final AtomicBoolean started = new AtomicBoolean();
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
     */
    void close() {
        if (started.compareAndSet(false, true)) {
            start();
        }
        if (!threads.isCurrent()) {
            // A step that ignores its limit is left behind: the bot's own shutdown goes on.
            Deadline.in(limit).await(done);
        }
    }

    /** On a thread that no interrupt of the caller reaches. */
    private void start() {
        try {
            threads.daemon(this::run, "botmetry-close").start();
        } catch (Throwable noThread) {
            run();
        }
    }

    private void run() {
        try {
            body.accept(Deadline.in(limit));
        } finally {
            done.countDown();
            removeShutdownHook();
        }
    }

    void addShutdownHook() {
        Thread added = new Thread(this::close, "shutdown-of-botmetry");
        hook = added;
        Runtime.getRuntime().addShutdownHook(added);
    }

    /** Last: a process that ends meanwhile still has to wait for the end of this. */
    private void removeShutdownHook() {
        Thread added = hook;
        if (added != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(added);
            } catch (IllegalStateException e) {
                hook = null; // the JVM is going down: it is this very hook that closes
            }
        }
    }
}
