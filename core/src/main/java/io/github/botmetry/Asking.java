package io.github.botmetry;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Calls code of others, such as a health check, on separate threads. A call that hangs costs its limit once, and one thread
 * until it returns.
 */
final class Asking {

    private final ThreadPoolExecutor pool;

    Asking(Threads threads) {
        pool = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE, // a question without an answer is not asked again, so there are few threads
                1,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                task -> threads.daemon(task, "botmetry-asking"));
    }

    <T> Question<T> question(Callable<? extends @Nullable T> question) {
        return new Question<>(question);
    }

    /** Lets idle threads end at once; later questions are still answered. */
    void letThreadsEnd() {
        pool.setKeepAliveTime(1, TimeUnit.MILLISECONDS);
    }

    /** One call that is repeated now and then. Thread-safe. */
    final class Question<T> {

        private final Callable<? extends @Nullable T> body;
        private final AtomicReference<@Nullable Asked> current = new AtomicReference<>();

        private Question(Callable<? extends @Nullable T> body) {
            this.body = body;
        }

        /**
         * Gives the answer; null if the call throws, gives null, or takes longer than the limit. A call that still runs is not
         * repeated, and only its first caller waits for it.
         */
        @Nullable
        T ask(Duration limit) {
            Asked mine = new Asked();
            Asked before = current.compareAndExchange(null, mine);
            if (before != null) {
                return before.await(limit);
            }
            try {
                pool.execute(mine);
            } catch (Throwable noThread) {
                mine.run();
            }
            return mine.await(limit);
        }

        /** Time since the running call began; zero if none runs. */
        Duration unansweredFor() {
            Asked asked = current.get();
            return asked == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - asked.sinceNanos);
        }

        private final class Asked implements Runnable {

            private final long sinceNanos = System.nanoTime();
            private final CountDownLatch done = new CountDownLatch(1);
            private volatile @Nullable T answer;

            @Override
            public void run() {
                try {
                    answer = body.call();
                } catch (Throwable thrown) {
                    answer = null; // the caller guards the body
                } finally {
                    current.set(null);
                    done.countDown();
                }
            }

            @Nullable
            T await(Duration limit) {
                Duration left = limit.minusNanos(System.nanoTime() - sinceNanos);
                boolean isAnswered =
                        Deadline.in(left.isNegative() ? Duration.ZERO : left).await(done);
                return isAnswered ? answer : null;
            }
        }
    }
}
