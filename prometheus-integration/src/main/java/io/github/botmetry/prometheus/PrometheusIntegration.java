package io.github.botmetry.prometheus;

import io.github.botmetry.Integration;
import io.github.botmetry.Wiring;
import io.github.botmetry.endpoint.Endpoint;
import io.github.botmetry.event.TraceContext;
import io.github.botmetry.guard.Warnings;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
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
 * <p>Adds {@code /metrics} to the {@link Endpoint} of its Botmetry, on {@code 127.0.0.1:9464} by default. Thread-safe;
 * installed into one Botmetry at most.
 */
public final class PrometheusIntegration implements Integration {

    private final Options options;
    private final MeterRegistry registry;
    private final BoundMeters meters;
    private final Scrape uninstalled;
    private volatile @Nullable Installation installation;

    private PrometheusIntegration(Options options) {
        this.options = options;
        this.registry = options.registry() != null ? options.registry() : OwnRegistry.create();
        this.meters = new BoundMeters(registry);
        // Belongs to no Botmetry yet, so a meter that fails is only logged.
        Warnings warnings = new Warnings(false);
        this.uninstalled = new Scrape(null, OwnRegistry.prometheusOf(registry), warnings.guard(Scrape.METERS));
    }

    /** Creates the integration with its defaults: on loopback, with a registry of its own. */
    public static PrometheusIntegration create() {
        return builder().build();
    }

    /** Begins an integration with settings of the bot's own. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String name() {
        return "prometheus";
    }

    @Override
    public String description() {
        Endpoint endpoint = options.endpoint();
        return endpoint == null ? "prometheus (no port of its own)" : "prometheus (/metrics on " + endpoint + ")";
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

    /** Returns the port that the endpoint listens on; -1 while it does not, as before it is installed. */
    public int port() {
        Endpoint endpoint = options.endpoint();
        return endpoint == null ? -1 : endpoint.port();
    }

    /** Returns the registry for the bot's own Micrometer meters: the one that was passed to the builder, or its own. */
    public MeterRegistry meterRegistry() {
        return registry;
    }

    /**
     * Writes the content of {@code /metrics}, for a server of the bot's own. Before it is installed, this is only what the bot
     * put into the registry.
     *
     * @param target the stream to write to, which stays open
     * @param acceptHeader the {@code Accept} header of the request; null for plain text
     * @throws IOException if the target throws it
     */
    public void scrape(OutputStream target, @Nullable String acceptHeader) throws IOException {
        Installation current = installation;
        Scrape scrape = current == null ? uninstalled : current.scrape();
        scrape.write(target, Format.accepted(acceptHeader));
    }

    /** Returns the content type that {@link #scrape} writes for this {@code Accept} header. */
    public static String contentType(@Nullable String acceptHeader) {
        return Format.accepted(acceptHeader).contentType();
    }

    /** Binds meters, in place of those bound under this name before. */
    void replace(String name, MeterBinder binder, Predicate<Meter.Id> names) {
        meters.replace(name, binder, names);
    }

    /** Set what differs from the defaults; for one thread. */
    public static final class Builder {

        private @Nullable MeterRegistry registry;
        private @Nullable Boolean jvmMetrics;
        private @Nullable Supplier<? extends @Nullable TraceContext> traces;
        private boolean hasEndpoint = true;
        private final Endpoint.Builder endpoint = Endpoint.builder();

        private Builder() {}

        /**
         * Takes a registry that the bot has already, instead of a new one. Botmetry never closes it, and removes its meters
         * from it at close.
         *
         * <p>A Prometheus registry reads our numbers when it is scraped. Any other reads counters and gauges when it publishes,
         * and gets each duration as it is recorded.
         */
        public Builder meterRegistry(MeterRegistry registry) {
            this.registry = Objects.requireNonNull(registry, "registry");
            return this;
        }

        /** Sets whether Micrometer measures the JVM and the process; by default only in a registry of its own. */
        public Builder jvmMetrics(boolean jvmMetrics) {
            this.jvmMetrics = jvmMetrics;
            return this;
        }

        /** Sets whether {@code /metrics} is served, true by default; false if another server shows the registry. */
        public Builder endpoint(boolean endpoint) {
            this.hasEndpoint = endpoint;
            return this;
        }

        /** Sets the address of the endpoint, see {@link Endpoint.Builder#address}. */
        public Builder address(String address) {
            endpoint.address(address);
            return this;
        }

        /** Sets the port of the endpoint, see {@link Endpoint.Builder#port}. */
        public Builder port(int port) {
            endpoint.port(port);
            return this;
        }

        /** Sets the token of the endpoint, see {@link Endpoint.Builder#token}. */
        public Builder token(String token) {
            endpoint.token(token);
            return this;
        }

        /** Takes the token of the endpoint from a file, see {@link Endpoint.Builder#tokenFile}. */
        public Builder tokenFile(Path file) {
            endpoint.tokenFile(file);
            return this;
        }

        /** Lets everybody read the pages, see {@link Endpoint.Builder#allowUnauthenticated}. */
        public Builder allowUnauthenticated() {
            endpoint.allowUnauthenticated();
            return this;
        }

        /** Sets the source of the running trace for exemplars, for a bot with its own tracer; Botmetry's by default. */
        public Builder traces(Supplier<? extends @Nullable TraceContext> current) {
            traces = Objects.requireNonNull(current, "current");
            return this;
        }

        /**
         * Checks the settings and creates the integration, which listens once it is installed.
         *
         * @throws IllegalArgumentException if the address is not loopback and neither a token nor
         *     {@link #allowUnauthenticated} is set
         */
        public PrometheusIntegration build() {
            return new PrometheusIntegration(
                    new Options(registry, jvmMetrics, traces, hasEndpoint ? endpoint.build() : null));
        }
    }
}
