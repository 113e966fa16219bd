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
 * Asks code of others that answers on any thread, such as a health check, on threads of its own: one that hangs costs a limit
 * once and then one thread, until it answers.
 */
final class Asking {

    private final ThreadPoolExecutor pool;

    Asking(Threads threads) {
        pool = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE, // a question that has no answer yet is not asked again, so there are few
                1,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                task -> threads.daemon(task, "botmetry-asking"));
    }

    <T> Question<T> question(Callable<? extends @Nullable T> question) {
        return new Question<>(question);
    }

    /** Lets idle threads end at once; questions are answered all the same. */
    void letThreadsEnd() {
        pool.setKeepAliveTime(1, TimeUnit.MILLISECONDS);
    }

    /** One thing that is asked now and then. Thread-safe. */
    final class Question<T> {

        private final Callable<? extends @Nullable T> body;
        private final AtomicReference<@Nullable Asked> current = new AtomicReference<>();

        private Question(Callable<? extends @Nullable T> body) {
            this.body = body;
        }

        /**
         * Gives the answer; null if it throws, answers null, or takes longer than the limit. While an earlier one has no answer,
         * it is not asked again, and only the first waits for it.
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

        /** How long it has not answered; zero if it is not being asked. */
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
                    answer = null; // whoever asks guards the body itself
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
