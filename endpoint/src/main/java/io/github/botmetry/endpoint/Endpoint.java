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
 * Say where all pages of a Botmetry are served, and who may read them.
 *
 * <pre>{@code
 * Botmetry botmetry = Botmetry.builder()
 *         .install(Endpoint.builder().port(9464).build())
 *         .install(PrometheusIntegration.create())
 *         .build();
 * }</pre>
 *
 * <p>One server on one port, {@code 127.0.0.1:9464} by default, with {@code /healthz}, {@code /ready} and the pages of what
 * else is installed. Thread-safe; installed into one Botmetry at most. A port that is taken does not stop the bot: it is one
 * WARN, the health is down, and the port is tried again every 10 seconds.
 */
public final class Endpoint implements Integration {

    private final Settings settings;
    private volatile @Nullable Pages pages;

    private Endpoint(Settings settings) {
        this.settings = settings;
    }

    /** On loopback, port 9464. */
    public static Endpoint create() {
        return builder().build();
    }

    /** For other addresses, ports and tokens. */
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
     * Gives an integration the pages of its Botmetry, to add its own to. They are served as this endpoint says, and begin when
     * all integrations are installed.
     *
     * @param user names the integration where another one has set something else
     * @throws IllegalStateException if this endpoint is in use already
     * @throws IllegalArgumentException if another one has another address, port or token
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

    /** The port it listens on; -1 while it does not, as before it is installed. */
    public int port() {
        Pages current = pages;
        return current == null ? -1 : current.port();
    }

    /** Address and port: those it listens on, or those that it is to have. */
    @Override
    public String toString() {
        Pages current = pages;
        return current == null ? settings.toString() : current.toString();
    }

    /** See {@link Endpoint}. */
    public static final class Builder {

        private Settings settings = Settings.NONE;

        private Builder() {}

        /** Sets the address of the network to listen on, 127.0.0.1 by default. Any but loopback needs a token. */
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

        /** Sets the port, 9464 by default; 0 for any that is free. */
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

        /** Takes the token from a file, which is read again for each request: so it can be replaced. */
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

        /** Says that everybody who reaches an address that is not loopback may read the pages. */
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
         * Checks that all that belongs together is there; nothing listens yet.
         *
         * @throws IllegalArgumentException if everybody could read the pages and nothing says that they may
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
