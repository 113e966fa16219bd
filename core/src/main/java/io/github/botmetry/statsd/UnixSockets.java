package io.github.botmetry.statsd;

import java.nio.file.Path;

/** The part of java-dogstatsd-client that Unix domain sockets need, which is not on the class path by itself. */
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
