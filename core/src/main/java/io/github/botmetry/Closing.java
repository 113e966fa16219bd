package io.github.botmetry;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Closes once, within a limit, whoever asks and however often. */
final class Closing {

    private final Consumer<Deadline> body;
    private final Duration limit;
    private final AtomicBoolean started = new AtomicBoolean();
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile @Nullable Thread hook;

    Closing(Consumer<Deadline> body, Duration limit) {
        this.body = body;
        this.limit = limit;
    }

    /**
     * Closes, or waits for the one who does. On Botmetry's own threads it returns at once: a callback that closes must not
     * wait for itself.
     */
    void close() {
        if (started.compareAndSet(false, true)) {
            Threads.daemon(this::run, "botmetry-close").start();
        }
        if (!Thread.currentThread().getName().startsWith("botmetry-")) {
            await();
        }
    }

    private void run() {
        try {
            removeShutdownHook();
            body.accept(Deadline.in(limit));
        } finally {
            done.countDown();
        }
    }

    private void await() {
        try {
            // A step that ignores its limit is left behind: the bot's own shutdown goes on.
            done.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void addShutdownHook() {
        Thread added = new Thread(this::close, "shutdown-of-botmetry");
        hook = added;
        Runtime.getRuntime().addShutdownHook(added);
    }

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
