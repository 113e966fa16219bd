package io.github.botmetry.faults;

import io.github.botmetry.Botmetry;
import io.github.botmetry.Health;
import io.github.botmetry.statsd.StatsD;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A bot whose machine has no native thread to give for a while: the program of another JVM, whose address space is limited. */
final class PoorBot {

    private PoorBot() {}

    public static void main(String[] arguments) throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        List<Thread> hogs = hogs(end);
        Botmetry botmetry = Botmetry.builder()
                .install(StatsD.builder()
                        .host(arguments[0])
                        .port(Integer.parseInt(arguments[1]))
                        .interval(Duration.ofMillis(200))
                        .build())
                .build();
        botmetry.stats().incr("calls", 1_000);
        Health poor = botmetry.health().get("statsd");
        end.countDown();
        for (Thread hog : hogs) {
            hog.join();
        }
        while (!botmetry.health().get("statsd").isUp()) {
            Thread.onSpinWait();
        }
        if (poor.isUp() || !String.valueOf(poor.lastError()).contains("native thread")) {
            System.exit(1);
        }
        new CountDownLatch(1).await(); // until the test has seen the numbers
    }

    /** All the threads that there can be; each takes the half GiB of address space that the JVM was told to give a thread. */
    private static List<Thread> hogs(CountDownLatch end) throws InterruptedException {
        List<Thread> hogs = new ArrayList<>();
        while (true) {
            CountDownLatch started = new CountDownLatch(1);
            Thread hog = new Thread(() -> hold(started, end), "hog");
            try {
                hog.start();
            } catch (OutOfMemoryError noThread) {
                return hogs;
            }
            started.await();
            hogs.add(hog);
        }
    }

    private static void hold(CountDownLatch started, CountDownLatch end) {
        started.countDown();
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
