package io.github.botmetry.endpoint;

import io.github.botmetry.Integration;
import io.github.botmetry.Wiring;
import io.github.botmetry.guard.Printable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Set where all pages of a Botmetry are served, and who may read them.
 *
 * <pre>{@code
 * Botmetry botmetry = Botmetry.builder()
 *         .install(Endpoint.builder().port(9464).build())
 *         .install(PrometheusIntegration.create())
 *         .build();
 * }</pre>
 *
 * <p>One server on one port, {@code 127.0.0.1:9464} by default, has {@code /healthz}, {@code /ready} and the pages of all
 * integrations. Thread-safe; installed into one Botmetry at most. A port that is taken does not stop the bot: it is warned of
 * once, takes the health down, and is tried again every 10 seconds.
 */
public final class Endpoint implements Integration {

    private final Settings settings;
    private volatile @Nullable Pages pages;

    private Endpoint(Settings settings) {
        this.settings = settings;
    }

    /** Creates an endpoint on {@code 127.0.0.1:9464}, without a token. */
    public static Endpoint create() {
        return builder().build();
    }

    /** Begins an endpoint with an address, port or token of the bot's own. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String name() {
        return "endpoint";
    }

    @Override
    public String description() {
        return "endpoint (" + this + ")";
    }

    /** @throws IllegalStateException if it is installed already; in strict mode also if the port is taken */
    @Override
    public void install(Wiring wiring) {
        pages(wiring, name());
    }

    /**
     * Returns the pages of a Botmetry, for an integration to add its own. They are served with this endpoint's settings, once
     * all integrations are installed.
     *
     * @param user the name of the integration, for the message if another one has set something else
     * @throws IllegalStateException if this endpoint is in use already
     * @throws IllegalArgumentException if another endpoint of this Botmetry has another address, port or token
     */
    public synchronized Pages pages(Wiring wiring, String user) {
        if (pages != null) {
            throw new IllegalStateException("an endpoint must be used once, was used before; Endpoint.create() in each"
                    + " integration gives the same pages");
        }
        Pages all = Pages.of(wiring);
        all.use(settings, user);
        pages = all;
        return all;
    }

    /** Returns the port that it listens on; -1 while it does not, as before it is installed. */
    public int port() {
        Pages current = pages;
        return current == null ? -1 : current.port();
    }

    /** Returns the address and port that it listens on, or those that it was set to. */
    @Override
    public String toString() {
        Pages current = pages;
        return current == null ? settings.toString() : current.toString();
    }

    /** Set what differs from the defaults; for one thread. */
    public static final class Builder {

        private Settings settings = Settings.NONE;

        private Builder() {}

        /** Sets the address or host name to listen on, 127.0.0.1 by default; any but loopback needs a token. */
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

        /** Sets the port, 9464 by default; 0 lets the system choose a free one, see {@link Endpoint#port}. */
        public Builder port(int port) {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("port must be 0..65535, was " + port);
            }
            settings = settings.withPort(port);
            return this;
        }

        /** Sets the token that a request of a page has to send, as {@code Authorization: Bearer <token>}. */
        public Builder token(String token) {
            return token(BearerToken.of(Objects.requireNonNull(token, "token")));
        }

        /** Takes the token from a file, which is read again for each request, so that the token can be replaced. */
        public Builder tokenFile(Path file) {
            return token(BearerToken.in(Objects.requireNonNull(file, "file")));
        }

        private Builder token(BearerToken only) {
            BearerToken before = settings.token();
            if (before != null && before.isInAFile() != only.isInAFile()) {
                throw new IllegalArgumentException(
                        "token and tokenFile must not both be set, were " + before + " and " + only);
            }
            settings = settings.withToken(only);
            return this;
        }

        /** Lets everybody who reaches the address read the pages, even if it is not loopback. */
        public Builder allowUnauthenticated() {
            settings = settings.opened();
            return this;
        }

        Builder retry(Duration retry) {
            settings = settings.withRetry(retry);
            return this;
        }

        Builder limits(Settings.Limits limits) {
            settings = settings.withLimits(limits);
            return this;
        }

        /**
         * Checks the settings and creates the endpoint, which listens once it is installed.
         *
         * @throws IllegalArgumentException if the address is not loopback and neither a token nor
         *     {@link #allowUnauthenticated} is set
         */
        public Endpoint build() {
            if (settings.isUnprotected()) {
                throw new IllegalArgumentException("address must be a loopback address unless token, tokenFile or"
                        + " allowUnauthenticated is set, was "
                        + settings.addressOrDefault().getHostAddress());
            }
            return new Endpoint(settings);
        }
    }
}
