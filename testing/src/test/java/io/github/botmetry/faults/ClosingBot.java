package io.github.botmetry.faults;

import io.github.botmetry.Botmetry;
import io.github.botmetry.statsd.StatsD;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A bot that ends while something of it closes Botmetry: the program of another JVM. */
final class ClosingBot {

    private ClosingBot() {}

    public static void main(String[] arguments) throws Exception {
        CountDownLatch closing = new CountDownLatch(1);
        Botmetry botmetry = Botmetry.builder()
                .install(StatsD.builder()
                        .host(arguments[0])
                        .port(Integer.parseInt(arguments[1]))
                        .build())
                .build();
        botmetry.stats().incr("calls", 5_000);
        botmetry.wiring().onClose(limit -> {
            closing.countDown();
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1)); // so that the end of the process comes in between
            botmetry.stats().incr("steps");
        });
        if (arguments[2].equals("shutdownNow")) {
            shutDownNow(botmetry);
        } else {
            daemon(botmetry::close).start();
        }
        closing.await();
        System.exit(3);
    }

    /** Its worker is interrupted, and closes in its finally block. */
    private static void shutDownNow(Botmetry botmetry) throws InterruptedException {
        CountDownLatch working = new CountDownLatch(1);
        ExecutorService pool = Executors.newSingleThreadExecutor(ClosingBot::daemon);
        pool.execute(() -> {
            try {
                working.countDown();
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                botmetry.close();
            }
        });
        working.await();
        pool.shutdownNow();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "worker");
        thread.setDaemon(true);
        return thread;
    }
}
