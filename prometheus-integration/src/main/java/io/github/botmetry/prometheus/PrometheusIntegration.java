package io.github.botmetry.prometheus;

import io.github.botmetry.Integration;
import io.github.botmetry.Wiring;
import io.github.botmetry.event.TraceContext;
import io.github.botmetry.guard.Printable;
import io.github.botmetry.guard.Warnings;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Let Prometheus scrape everything: what Botmetry records, the JVM, caches and the bot's own Micrometer meters.
 *
 * <pre>{@code
 * Botmetry botmetry = Botmetry.builder()
 *         .install(PrometheusIntegration.create())
 *         .build();
 * }</pre>
 *
 * <p>Listens on {@code 127.0.0.1:9464} for {@code /metrics}, {@code /healthz} and {@code /ready}. Thread-safe; installed into
 * one Botmetry at most. A port that is taken does not stop the bot: it is one WARN, the health is down, and the port is tried
 * again every 10 seconds.
 */
public final class PrometheusIntegration implements Integration {

    private final Builder options;
    private final MeterRegistry registry;
    private final BoundMeters meters;
    private final Scrape uninstalled;
    private volatile @Nullable Installation installation;

    private PrometheusIntegration(Builder options) {
        this.options = options;
        this.registry = options.registry != null ? options.registry : OwnRegistry.create();
        this.meters = new BoundMeters(registry);
        // Of no Botmetry yet, so that only the log says if a meter fails.
        Warnings warnings = new Warnings(false);
        this.uninstalled = new Scrape(null, OwnRegistry.prometheusOf(registry), warnings.guard(EndpointGuards.METERS));
    }

    /** On loopback, with a registry of its own. */
    public static PrometheusIntegration create() {
        return builder().build();
    }

    /** For what the defaults do not fit. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String name() {
        return "prometheus";
    }

    @Override
    public String description() {
        return options.endpoint
                ? "prometheus (/metrics on " + options.settings + ")"
                : "prometheus (no port of its own)";
    }

    /** @throws IllegalStateException if it is installed already; in strict mode also if the port is taken */
    @Override
    public synchronized void install(Wiring wiring) {
        if (installation != null) {
            throw new IllegalStateException("an integration must be installed once, was installed before");
        }
        Installation begun = new Installation(options, registry, meters, wiring);
        installation = begun;
        begun.begin();
    }

    /** The port it listens on; -1 while it does not, as before it is installed. */
    public int port() {
        Installation current = installation;
        return current == null ? -1 : current.port();
    }

    /** Where the bot's own Micrometer meters go; the one that was handed in, or one of its own. */
    public MeterRegistry meterRegistry() {
        return registry;
    }

    /**
     * Writes what {@code /metrics} gives, for a server of the bot's own. Until it is installed that is only what the bot
     * put into the registry.
     *
     * @param acceptHeader of the request; null for plain text
     * @throws IOException if the target throws it
     */
    public void scrape(OutputStream target, @Nullable String acceptHeader) throws IOException {
        Installation current = installation;
        Scrape scrape = current == null ? uninstalled : current.scrape();
        scrape.write(target, Format.accepted(acceptHeader));
    }

    /** The content type of what {@link #scrape} writes for this {@code Accept} header. */
    public static String contentType(@Nullable String acceptHeader) {
        return Format.accepted(acceptHeader).contentType();
    }

    /** Binds in the place of what was bound under this name before. */
    void replace(String name, MeterBinder binder, Predicate<Meter.Id> names) {
        meters.replace(name, binder, names);
    }

    /** See {@link PrometheusIntegration}. */
    public static final class Builder {

        private static final int DEFAULT_PORT = 9464;

        @Nullable
        MeterRegistry registry;

        @Nullable
        Boolean jvmMetrics;

        @Nullable
        Supplier<? extends @Nullable TraceContext> traces;

        boolean endpoint = true;
        Duration retry = Duration.ofSeconds(10);
        Settings settings = new Settings(loopback(), DEFAULT_PORT, null, Settings.Limits.DEFAULT);
        private boolean allowUnauthenticated;

        private Builder() {}

        private static InetAddress loopback() {
            try {
                return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            } catch (UnknownHostException e) {
                throw new IllegalStateException("four bytes are an address", e);
            }
        }

        /**
         * Takes a registry that the bot has already, instead of one of its own. It is never closed, and what was put in is
         * taken out at close.
         *
         * <p>One of Prometheus reads our numbers when it is scraped. Any other reads counters and gauges when it publishes,
         * and is told each duration as it is recorded.
         */
        public Builder meterRegistry(MeterRegistry registry) {
            this.registry = Objects.requireNonNull(registry, "registry");
            return this;
        }

        /** Whether Micrometer's numbers of the JVM and the process go in; by default into a registry of its own only. */
        public Builder jvmMetrics(boolean jvmMetrics) {
            this.jvmMetrics = jvmMetrics;
            return this;
        }

        /** Whether it listens at all; true unless told, false where another server shows the registry. */
        public Builder endpoint(boolean endpoint) {
            this.endpoint = endpoint;
            return this;
        }

        /** The address of the network to listen on; 127.0.0.1 unless told. Any but loopback needs a token. */
        public Builder address(String address) {
            if (Objects.requireNonNull(address, "address").isBlank()) {
                throw new IllegalArgumentException("address must not be blank, was " + Printable.quoted(address));
            }
            try {
                settings = settings.withAddress(InetAddress.getByName(address));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(
                        "address must be one of this machine's addresses or names, was " + Printable.quoted(address),
                        e);
            }
            return this;
        }

        /** The port; 9464 unless told, 0 for any that is free. */
        public Builder port(int port) {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("port must be 0..65535, was " + port);
            }
            settings = settings.withPort(port);
            return this;
        }

        /** What a scrape has to send as {@code Authorization: Bearer <token>}. */
        public Builder token(String token) {
            return token(BearerToken.of(Objects.requireNonNull(token, "token")));
        }

        /** The same from a file, which is read again for each scrape: so it can be replaced. */
        public Builder tokenFile(Path file) {
            return token(BearerToken.in(Objects.requireNonNull(file, "file")));
        }

        private Builder token(BearerToken token) {
            settings = settings.withToken(token);
            return this;
        }

        /** Says that everybody who reaches an address that is not loopback may read {@code /metrics}. */
        public Builder allowUnauthenticated() {
            allowUnauthenticated = true;
            return this;
        }

        /** Where exemplars find the running trace, for a bot with a tracer of its own; Botmetry's own unless told. */
        public Builder traces(Supplier<? extends @Nullable TraceContext> current) {
            traces = Objects.requireNonNull(current, "current");
            return this;
        }

        Builder retry(Duration retry) {
            this.retry = retry;
            return this;
        }

        Builder limits(Settings.Limits limits) {
            settings = settings.withLimits(limits);
            return this;
        }

        /**
         * Checks that what belongs together is there; nothing listens yet.
         *
         * @throws IllegalArgumentException if everybody could read the endpoint and nothing says that they may
         */
        public PrometheusIntegration build() {
            boolean isOpen = !settings.address().isLoopbackAddress() && settings.token() == null;
            if (endpoint && isOpen && !allowUnauthenticated) {
                throw new IllegalArgumentException("address must be a loopback address unless token, tokenFile or"
                        + " allowUnauthenticated is set, was "
                        + settings.address().getHostAddress());
            }
            Builder copy = new Builder();
            copy.registry = registry;
            copy.jvmMetrics = jvmMetrics;
            copy.traces = traces;
            copy.endpoint = endpoint;
            copy.settings = settings;
            copy.retry = retry;
            return new PrometheusIntegration(copy);
        }
    }
}
