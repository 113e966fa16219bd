package io.github.botmetry.statsd;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks up the server's address on a thread of its own: at the start, each minute and after a failure.
 *
 * <p>Only one look-up runs at a time, and one that hangs blocks no other thread. A known address is used until another is
 * found.
 */
final class ServerAddress {

    /** Resolves a host name: the system's resolver, or a fake. */
    interface Resolver {
        InetAddress resolve(String host) throws UnknownHostException;
    }

    static final Duration FRESH = Duration.ofMinutes(1);

    private static final long FIRST_WAIT_NANOS = 1_000_000_000;
    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}");

    private final String host;
    private final int port;
    private final Resolver resolver;
    private final LongSupplier nanoTime;
    private final boolean isLiteral;
    private @Nullable InetSocketAddress known;
    private @Nullable Throwable failure;
    private @Nullable Instant lookingSince;
    private long startedNanos;
    private long knownNanos;

    ServerAddress(String host, int port) {
        this(host, port, InetAddress::getByName, System::nanoTime);
    }

    ServerAddress(String host, int port, Resolver resolver, LongSupplier nanoTime) {
        this.host = host;
        this.port = port;
        this.resolver = resolver;
        this.nanoTime = nanoTime;
        this.isLiteral = IPV4.matcher(host).matches() || host.indexOf(':') >= 0;
    }

    /**
     * Returns the address; waits at most 1 s for the first one.
     *
     * @throws IOException if no address is known yet: the look-up failed or hangs
     */
    synchronized InetSocketAddress get() throws IOException {
        if (isLiteral && known == null) {
            known = new InetSocketAddress(resolver.resolve(host), port); // read, not looked up
        }
        if (known == null) {
            lookUpFirst();
        } else if (nanoTime.getAsLong() - knownNanos > FRESH.toNanos()) {
            lookUp();
        }
        if (known != null) {
            return known;
        }
        if (lookingSince != null) {
            throw new IOException("the look-up of " + host + " has been hanging since "
                    + lookingSince.truncatedTo(ChronoUnit.SECONDS));
        }
        throw new IOException("the look-up of " + host + " failed: " + failure, failure);
    }

    /** Waits for a look-up; makes a second one if the first had started earlier and failed, perhaps for an old reason. */
    private void lookUpFirst() throws IOException {
        boolean wasUnderWay = lookingSince != null;
        lookUp();
        awaitFirst();
        if (wasUnderWay && known == null && lookingSince == null) {
            lookUp();
            awaitFirst();
        }
    }

    private void awaitFirst() throws IOException {
        try {
            while (lookingSince != null) {
                long left = startedNanos + FIRST_WAIT_NANOS - System.nanoTime();
                if (left <= 0) {
                    return;
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while " + host + " was looked up");
        }
    }

    /** Starts a look-up after the known address failed. Does not wait. */
    synchronized void lookUp() {
        if (isLiteral || lookingSince != null) {
            return;
        }
        lookingSince = Instant.now();
        startedNanos = System.nanoTime();
        try {
            Thread thread = new Thread(this::resolve, "botmetry-lookup");
            thread.setDaemon(true);
            thread.start();
        } catch (Throwable noThread) {
            ended(null, noThread);
        }
    }

    private void resolve() {
        InetAddress found = null;
        Throwable thrown = null;
        try {
            found = resolver.resolve(host);
        } catch (Throwable e) {
            thrown = e;
        }
        ended(found, thrown);
    }

    private synchronized void ended(@Nullable InetAddress found, @Nullable Throwable thrown) {
        if (found != null) {
            known = new InetSocketAddress(found, port);
        }
        knownNanos = nanoTime.getAsLong();
        failure = thrown;
        lookingSince = null;
        notifyAll();
    }

    @Override
    public synchronized String toString() {
        return known == null || isLiteral
                ? host + ":" + port
                : host + ":" + port + " (" + known.getAddress().getHostAddress() + ")";
    }
}
