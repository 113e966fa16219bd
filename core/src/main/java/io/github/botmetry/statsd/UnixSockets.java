package io.github.botmetry.statsd;

import java.nio.file.Path;

/** Checks for the library that java-dogstatsd-client needs for Unix domain sockets and does not bring along. */
final class UnixSockets {

    private static final String NEEDED = "jnr.unixsocket.UnixSocketAddress";

    private UnixSockets() {}

    static void require(Path socket) {
        try {
            Class.forName(NEEDED, false, UnixSockets.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            throw new IllegalStateException(
                    "socket " + socket + " needs com.github.jnr:jnr-unixsocket:0.38.24 on the class path: add it", e);
        }
    }
}
