package io.github.botmetry.statsd;

import com.timgroup.statsd.StatsDClient;
import io.github.botmetry.HostName;
import io.github.botmetry.Integration;
import io.github.botmetry.Wiring;
import io.github.botmetry.guard.Printable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Send numbers to a StatsD server over UDP.
 *
 * <pre>{@code
 * StatsD.builder().host("localhost").prefix("mybot").build()
 * }</pre>
 *
 * <p>The first flush comes after one interval, 10 s by default. The host is looked up then, each minute and after a failure, so
 * it may be unknown at the start and may move. Counts of a failed flush are sent with the next one; datagrams sent before the
 * failure was noticed are counted as perhaps lost.
 */
public final class StatsD implements Integration {

    private final StatsDSettings settings;

    private StatsD(StatsDSettings settings) {
        this.settings = settings;
    }

    /** Starts with the defaults: {@code localhost:8125}, plain lines, every 10 s. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String name() {
        return "statsd";
    }

    /** Destination and interval, such as {@code statsd localhost:8125 (plain) every 10 s}. */
    @Override
    public String description() {
        return name() + " " + settings.destination() + " every " + seconds(settings.interval()) + " s";
    }

    private static String seconds(Duration interval) {
        return Decimals.of(interval.toMillis() / 1e3);
    }

    @Override
    public void install(Wiring wiring) {
        wiring.sink(new StatsDSink(settings.withInstance(wiring.instance()), wiring.stats(), wiring.warnings()));
    }

    /** Sets the options of a {@link StatsD}; each setter checks its argument. Not thread-safe. */
    public static final class Builder {

        private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
        private static final int MAX_PREFIX = 100;
        static final String PREFIX_RULE =
                "at most " + MAX_PREFIX + " characters: words of letters, digits, _ and - with dots between them";
        private static final int UDP_PACKET_BYTES = 1432;
        private static final int UNIX_PACKET_BYTES = 8192;

        private @Nullable String host;
        private @Nullable Integer port;
        private @Nullable Path socket;
        private @Nullable StatsDClient client;
        private boolean originDetection;
        private String prefix = "";
        private Dialect dialect = Dialect.PLAIN;
        private Duration interval = Duration.ofSeconds(10);
        private @Nullable Integer maxPacketBytes;
        private boolean selfMetrics;

        private Builder() {}

        /**
         * Name or address of the server, {@code localhost} by default. It is looked up later, so it may be unknown yet.
         *
         * @throws IllegalArgumentException if it cannot be a host name
         */
        public Builder host(String host) {
            this.host = HostName.require(host);
            return this;
        }

        /** UDP port of the server, 1 to 65535; 8125 by default. */
        public Builder port(int port) {
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("port must be 1..65535, was " + port);
            }
            this.port = port;
            return this;
        }

        /**
         * Unix domain socket of a server on this machine, such as {@code /var/run/datadog/dsd.socket}, instead of host and
         * port. For {@link Dialect#DOGSTATSD}; needs {@code com.github.jnr:jnr-unixsocket} on the class path.
         */
        public Builder socket(Path socket) {
            this.socket = Objects.requireNonNull(socket, "socket");
            return this;
        }

        /**
         * Sends through a client of the bot. For {@link Dialect#DOGSTATSD}.
         *
         * <p>Botmetry never closes it: close it after Botmetry, or the last numbers may be lost. Unless it was made with
         * {@code blocking(true)}, it silently drops numbers when its queue is full.
         */
        public Builder client(StatsDClient client) {
            this.client = Objects.requireNonNull(client, "client");
            return this;
        }

        /**
         * Sends the container's id, so that a Datadog agent adds the container's tags; off by default. For
         * {@link Dialect#DOGSTATSD}; other servers drop such lines.
         */
        public Builder originDetection(boolean originDetection) {
            this.originDetection = originDetection;
            return this;
        }

        /** First part of all names, such as the bot's name, at most 100 characters; empty by default. */
        public Builder prefix(String prefix) {
            Objects.requireNonNull(prefix, "prefix");
            if (!prefix.isEmpty() && (!PREFIX.matcher(prefix).matches() || prefix.length() > MAX_PREFIX)) {
                throw new IllegalArgumentException(
                        "prefix must be " + PREFIX_RULE + ", was " + Printable.quoted(prefix));
            }
            this.prefix = prefix;
            return this;
        }

        /** Dialect of the server, {@link Dialect#PLAIN} by default. */
        public Builder dialect(Dialect dialect) {
            this.dialect = Objects.requireNonNull(dialect, "dialect");
            return this;
        }

        /** Time between two flushes, 10 ms to 1 day; 10 s by default, as etsy's statsd flushes. */
        public Builder interval(Duration interval) {
            boolean isTooShort = Objects.requireNonNull(interval, "interval").compareTo(Duration.ofMillis(10)) < 0;
            if (isTooShort || interval.compareTo(Duration.ofDays(1)) > 0) {
                throw new IllegalArgumentException("interval must be 10 ms to 1 day, was " + interval);
            }
            this.interval = interval;
            return this;
        }

        /** Largest datagram, 512 to 65507 bytes; by default 1432, which networks need not split, or 8192 on a Unix socket. */
        public Builder maxPacketBytes(int maxPacketBytes) {
            if (maxPacketBytes < 512 || maxPacketBytes > 65_507) {
                throw new IllegalArgumentException("maxPacketBytes must be 512..65507, was " + maxPacketBytes);
            }
            this.maxPacketBytes = maxPacketBytes;
            return this;
        }

        /** Sends Botmetry's own {@code botmetry.*} numbers too; they are not sent by default. */
        public Builder selfMetrics(boolean selfMetrics) {
            this.selfMetrics = selfMetrics;
            return this;
        }

        /**
         * Checks that the options can be combined.
         *
         * @throws IllegalArgumentException if two options exclude each other
         * @throws IllegalStateException if a Unix socket is set and jnr-unixsocket is not on the class path
         */
        public StatsD build() {
            requireDogStatsD();
            requireOneDestination();
            if (socket != null) {
                UnixSockets.require(socket);
            }
            return new StatsD(new StatsDSettings(
                    host == null ? "localhost" : host,
                    port == null ? 8125 : port,
                    socket,
                    client,
                    originDetection,
                    prefix,
                    "",
                    dialect,
                    interval,
                    packetBytes(),
                    selfMetrics));
        }

        private int packetBytes() {
            if (maxPacketBytes != null) {
                return maxPacketBytes;
            }
            return socket == null ? UDP_PACKET_BYTES : UNIX_PACKET_BYTES;
        }

        private void requireDogStatsD() {
            String option = socket != null ? "socket" : client != null ? "client" : "originDetection";
            if (dialect != Dialect.DOGSTATSD && (socket != null || client != null || originDetection)) {
                throw new IllegalArgumentException(
                        "dialect must be DOGSTATSD where " + option + " is set, was " + dialect);
            }
        }

        private void requireOneDestination() {
            if (client != null && (host != null || port != null || socket != null || originDetection)) {
                throw new IllegalArgumentException(
                        "client knows its own server: host, port, socket and originDetection must not be set, were "
                                + set());
            }
            if (socket != null && (host != null || port != null)) {
                throw new IllegalArgumentException(
                        "socket takes the place of host and port, which must not be set, were " + set());
            }
        }

        private String set() {
            return "host " + host + ", port " + port + ", socket " + socket + ", originDetection " + originDetection;
        }
    }
}
