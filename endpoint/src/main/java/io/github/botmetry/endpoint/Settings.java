package io.github.botmetry.endpoint;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one user of the endpoint.
 *
 * @param address null to take that of another user, loopback by default
 * @param port 0 for any that is free; null to take that of another user, 9464 by default
 * @param token null to take that of another user, none by default
 * @param isOpen true if everybody who reaches the address may read the pages
 * @param retry the pause between two tries of the port, and between two checks of the token file
 */
record Settings(
        @Nullable InetAddress address,
        @Nullable Integer port,
        @Nullable BearerToken token,
        boolean isOpen,
        Limits limits,
        Duration retry) {

    static final Settings NONE = new Settings(null, null, null, false, Limits.DEFAULT, Duration.ofSeconds(10));

    private static final int DEFAULT_PORT = 9464;
    private static final InetAddress LOOPBACK = loopback();

    /**
     * Bounds the resources that clients can use.
     *
     * @param connections the most at the same time; for one more, {@link Connections} cuts one off
     * @param answers the most pages that are made at the same time, further requests get 503; and the most answers that wait for
     *     their clients, for one more the oldest is cut off
     * @param request the time for a client to send its request
     * @param answer the time for a client to take the answer
     * @param tokenFile the time for which a page waits for its token file
     * @param lastToken the time for which the last token is valid while its file cannot be read
     */
    record Limits(
            int connections, int answers, Duration request, Duration answer, Duration tokenFile, Duration lastToken) {

        static final Limits DEFAULT = new Limits(64, 4, Duration.ofSeconds(10), Duration.ofSeconds(20));

        Limits(int connections, int answers, Duration request, Duration answer) {
            this(connections, answers, request, answer, TokenFile.LIMIT, TokenFile.VALIDITY);
        }
    }

    private static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    InetAddress addressOrDefault() {
        return address == null ? LOOPBACK : address;
    }

    int portOrDefault() {
        return port == null ? DEFAULT_PORT : port;
    }

    /** Returns true if strangers could read the pages without {@code allowUnauthenticated}. */
    boolean isUnprotected() {
        return !addressOrDefault().isLoopbackAddress() && token == null && !isOpen;
    }

    Settings withAddress(InetAddress changed) {
        return new Settings(changed, port, token, isOpen, limits, retry);
    }

    Settings withPort(int changed) {
        return new Settings(address, changed, token, isOpen, limits, retry);
    }

    Settings withToken(BearerToken changed) {
        return new Settings(address, port, changed, isOpen, limits, retry);
    }

    Settings opened() {
        return new Settings(address, port, token, true, limits, retry);
    }

    Settings withLimits(Limits changed) {
        return new Settings(address, port, token, isOpen, changed, retry);
    }

    Settings withRetry(Duration changed) {
        return new Settings(address, port, token, isOpen, limits, changed);
    }

    /**
     * Joins these settings with those of another user.
     *
     * @throws IllegalArgumentException naming both values, if they disagree
     */
    Settings and(Settings other, String user, String otherUser) {
        Pair pair = new Pair(user, otherUser);
        return new Settings(
                pair.agreed("address", address, other.address),
                pair.agreed("port", port, other.port),
                pair.agreed("token", token, other.token),
                isOpen || other.isOpen,
                other.limits == Limits.DEFAULT ? limits : other.limits,
                other.retry.equals(NONE.retry) ? retry : other.retry);
    }

    private record Pair(String user, String otherUser) {

        <T> @Nullable T agreed(String what, @Nullable T mine, @Nullable T others) {
            if (mine != null && others != null && !Objects.equals(mine, others)) {
                throw new IllegalArgumentException(what + " must be the same for all pages of a Botmetry, was "
                        + shown(mine) + " for " + user + " and " + shown(others) + " for " + otherUser);
            }
            return mine != null ? mine : others;
        }

        private static String shown(Object value) {
            return value instanceof InetAddress address ? address.getHostAddress() : value.toString();
        }
    }

    @Override
    public String toString() {
        return addressOrDefault().getHostAddress() + ':' + portOrDefault();
    }
}
