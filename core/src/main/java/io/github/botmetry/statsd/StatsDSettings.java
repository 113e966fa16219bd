package io.github.botmetry.statsd;

import com.timgroup.statsd.StatsDClient;
import io.github.botmetry.stats.Definition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Options of a {@link StatsD}.
 *
 * @param socket Unix socket of a server on this machine, used instead of host and port
 * @param client the bot's own client, used instead of one of ours
 * @param instance cleaned name of this process; empty if there is only one process
 */
record StatsDSettings(
        String host,
        int port,
        @Nullable Path socket,
        @Nullable StatsDClient client,
        boolean originDetection,
        String prefix,
        String instance,
        Dialect dialect,
        Duration interval,
        int maxPacketBytes,
        boolean selfMetrics) {

    StatsDSettings withInstance(String name) {
        return new StatsDSettings(
                host,
                port,
                socket,
                client,
                originDetection,
                prefix,
                name.isEmpty() ? "" : Definition.plainSegment(name),
                dialect,
                interval,
                maxPacketBytes,
                selfMetrics);
    }

    /** The prefix with a dot behind it, or empty. */
    String dottedPrefix() {
        return prefix.isEmpty() ? "" : prefix + '.';
    }

    /** Describes the destination, such as {@code localhost:8125 (plain)}. */
    String destination() {
        String name = dialect.name().toLowerCase(Locale.ROOT);
        if (client != null) {
            return "through the bot's own client, which may drop (" + name + ")";
        }
        return (socket == null ? host + ":" + port : socket.toString()) + " (" + name + ")";
    }
}
