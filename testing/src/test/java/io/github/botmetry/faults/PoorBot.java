package io.github.botmetry.faults;

import io.github.botmetry.Botmetry;
import io.github.botmetry.Health;
import io.github.botmetry.statsd.StatsD;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** A bot whose machine has no native thread to give for a while: the program of another JVM, whose address space is limited. */
final class PoorBot {

    /** As the JVM is told by -Xss; a stack that ends is taken again for one of the same size. */
    private static final long STACK_KIB = 128 * 1024;

    /** For the JVM's own needs, and less than the stack of a thread. */
    private static final long ROOM_KIB = 100 * 1024;

    /** No process is left where the test was killed. */
    private static final Duration LONGEST = Duration.ofSeconds(70);

    private PoorBot() {}

    public static void main(String[] arguments) throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        List<Thread> hogs = new ArrayList<>();
        long limit = Long.parseLong(arguments[2]) - ROOM_KIB;
        for (long left = limit - usedKib(); left > 0; left = limit - usedKib()) {
            hogs.add(hog(Math.min(left, STACK_KIB), end));
        }
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
        boolean wasDown = !poor.isUp() && String.valueOf(poor.lastError()).contains("native thread");
        long ends = System.nanoTime() + LONGEST.toNanos();
        while (wasDown && System.nanoTime() < ends) {
            botmetry.health(); // whoever asks is a new try to start what could not be started
            LockSupport.parkNanos(10_000_000);
        }
        Runtime.getRuntime().halt(1); // the test ends it before, when it has seen the numbers
    }

    private static long usedKib() throws IOException {
        String line = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(one -> one.startsWith("VmSize:"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", ""));
    }

    /** A thread whose stack takes as much address space, and some KiB more. */
    private static Thread hog(long stackKib, CountDownLatch end) throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        Thread hog = new Thread(null, () -> hold(started, end), "hog", stackKib * 1024);
        hog.start();
        started.await();
        return hog;
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
