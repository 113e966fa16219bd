package io.github.botmetry.prometheus;

import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where and how the endpoint listens.
 *
 * @param port 0 for any that is free
 * @param token null if a scrape needs none
 */
record Settings(InetAddress address, int port, @Nullable BearerToken token, Limits limits) {

    /**
     * What clients can take of us at most.
     *
     * @param connections at the same time; for one more, the oldest that has not asked yet is cut off
     * @param answers scrapes that are written at the same time; more are told to come again
     * @param request the time to send a request in, whatever trickles in meanwhile
     * @param answer the time to take the answer in
     */
    record Limits(int connections, int answers, Duration request, Duration answer) {

        static final Limits DEFAULT = new Limits(64, 4, Duration.ofSeconds(10), Duration.ofSeconds(20));
    }

    Settings withAddress(InetAddress changed) {
        return new Settings(changed, port, token, limits);
    }

    Settings withPort(int changed) {
        return new Settings(address, changed, token, limits);
    }

    Settings withToken(BearerToken changed) {
        return new Settings(address, port, changed, limits);
    }

    Settings withLimits(Limits changed) {
        return new Settings(address, port, token, changed);
    }

    @Override
    public String toString() {
        return address.getHostAddress() + ':' + port;
    }
}
