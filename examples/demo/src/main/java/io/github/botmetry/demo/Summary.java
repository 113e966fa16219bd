package io.github.botmetry.demo;

import io.github.botmetry.Botmetry;
import io.github.botmetry.Health;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Compares, at the end, the commands that were run with the numbers and errors that arrived. */
final class Summary {

    private static final long PATIENCE_NANOS = 3_000_000_000L;

    private final Numbers numbers;
    private final @Nullable SimulatedCommunity community;
    private final StatsDReceiver statsd;
    private final SentryReceiver sentry;
    private final Botmetry botmetry;

    Summary(
            Numbers numbers,
            @Nullable SimulatedCommunity community,
            StatsDReceiver statsd,
            SentryReceiver sentry,
            Botmetry botmetry) {
        this.numbers = numbers;
        this.community = community;
        this.statsd = statsd;
        this.sentry = sentry;
        this.botmetry = botmetry;
    }

    /** Prints table, last error, where the log is, and the last line; false if something was lost. */
    boolean print() {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (lost() != 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(10_000_000); // what was sent is on its way through loopback
        }
        Layout.table(numbers.rows()).forEach(System.out::println);
        System.out.printf("%nlast error in Sentry: %s%n%n", sentry.lastReport());
        System.out.println("demo: the bot's log is in " + System.getProperty("demo.log", "demo.log"));
        System.out.printf(
                "demo: commands=%d errors=%d reports=%d datagrams=%d lost=%d%n",
                community == null ? commands() : community.commands(),
                errors(),
                sentry.reports(),
                statsd.datagrams(),
                lost());
        return lost() == 0;
    }

    private long commands() {
        return numbers.counted(name -> name.matches("demo\\.commands\\.[^.]+"));
    }

    private long errors() {
        return numbers.counted(name -> name.startsWith("demo.errors.listener."));
    }

    /** Everything that was done or sent and did not arrive. */
    private long lost() {
        long lost = Math.abs(sentDatagrams() - statsd.datagrams());
        if (community != null) {
            lost += Math.abs(community.commands() - commands());
            lost += Math.abs(community.failing() - errors());
            lost += Math.abs(community.failing() - sentry.reports());
        }
        return lost;
    }

    private long sentDatagrams() {
        Health health = Objects.requireNonNull(botmetry.health().get("statsd"));
        return Objects.requireNonNull(health.figures().get("datagrams"));
    }
}
