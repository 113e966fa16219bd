package io.github.botmetry.statsd;

import io.github.botmetry.Integration;
import io.github.botmetry.Wiring;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Send numbers to a StatsD server over UDP.
 *
 * <pre>{@code
 * StatsD.builder().host("localhost").prefix("mybot").build()
 * }</pre>
 *
 * <p>Nothing is sent until the first flush; the host is looked up at each, so it may be unknown at the start and may move.
 * While a flush fails nothing is lost: counts stay and go with the next one.
 */
public final class StatsD implements Integration {

    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final int MAX_PREFIX = 100;

    private final Builder options;
    private final String instance;

    private StatsD(Builder options, String instance) {
        this.options = options;
        this.instance = instance;
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String name() {
        return "statsd";
    }

    @Override
    public void install(Wiring wiring) {
        StatsD named = new StatsD(options, wiring.instance().replaceAll("[^A-Za-z0-9_]", "_"));
        StatsDSink sink = new StatsDSink(named, wiring.stats());
        wiring.sink(sink);
        wiring.health(name(), sink::health);
    }

    String host() {
        return options.host;
    }

    int port() {
        return options.port;
    }

    /** Empty, or with its dot. */
    String dottedPrefix() {
        return options.prefix.isEmpty() ? "" : options.prefix + '.';
    }

    Dialect dialect() {
        return options.dialect;
    }

    Duration interval() {
        return options.interval;
    }

    int maxPacketBytes() {
        return options.maxPacketBytes;
    }

    boolean sendsSelfMetrics() {
        return options.selfMetrics;
    }

    String instance() {
        return instance;
    }

    /** See {@link StatsD}. */
    public static final class Builder {

        private String host = "localhost";
        private int port = 8125;
        private String prefix = "";
        private Dialect dialect = Dialect.PLAIN;
        private Duration interval = Duration.ofSeconds(10);
        private int maxPacketBytes = 1432;
        private boolean selfMetrics;

        private Builder() {}

        /** Name or address of the server; {@code localhost} unless told. */
        public Builder host(String host) {
            if (Objects.requireNonNull(host, "host").isBlank()) {
                throw new IllegalArgumentException("host must not be blank, was \"" + host + "\"");
            }
            this.host = host;
            return this;
        }

        /** UDP port of the server; 8125 unless told. */
        public Builder port(int port) {
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("port must be 1..65535, was " + port);
            }
            this.port = port;
            return this;
        }

        /** What all names start with, such as the bot's name; nothing unless told. */
        public Builder prefix(String prefix) {
            if (!prefix.isEmpty() && (!PREFIX.matcher(prefix).matches() || prefix.length() > MAX_PREFIX)) {
                throw new IllegalArgumentException("prefix must be at most " + MAX_PREFIX + " characters and match "
                        + PREFIX.pattern() + ", was \"" + prefix + "\"");
            }
            this.prefix = prefix;
            return this;
        }

        /** What the server understands; {@link Dialect#PLAIN} unless told. */
        public Builder dialect(Dialect dialect) {
            this.dialect = Objects.requireNonNull(dialect, "dialect");
            return this;
        }

        /** How often numbers are sent; 10 seconds, which is etsy's own rhythm, unless told. */
        public Builder interval(Duration interval) {
            if (interval.compareTo(Duration.ofMillis(10)) < 0) {
                throw new IllegalArgumentException("interval must be at least 10 ms, was " + interval);
            }
            this.interval = interval;
            return this;
        }

        /** The largest datagram; 1432 bytes, which no network on the way has to split, unless told. */
        public Builder maxPacketBytes(int maxPacketBytes) {
            if (maxPacketBytes < 512 || maxPacketBytes > 65_507) {
                throw new IllegalArgumentException("maxPacketBytes must be 512..65507, was " + maxPacketBytes);
            }
            this.maxPacketBytes = maxPacketBytes;
            return this;
        }

        /** Whether Botmetry's own {@code botmetry.*} numbers are sent too; they are not unless told. */
        public Builder selfMetrics(boolean selfMetrics) {
            this.selfMetrics = selfMetrics;
            return this;
        }

        public StatsD build() {
            Builder copy = new Builder();
            copy.host = host;
            copy.port = port;
            copy.prefix = prefix;
            copy.dialect = dialect;
            copy.interval = interval;
            copy.maxPacketBytes = maxPacketBytes;
            copy.selfMetrics = selfMetrics;
            return new StatsD(copy, "");
        }
    }
}
