package io.github.botmetry.statsd;

import com.timgroup.statsd.NonBlockingStatsDClientBuilder;
import com.timgroup.statsd.StatsDClient;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Makes Datadog's client in the only mode that loses no value: blocking and without aggregation. */
final class ClientMaker {

    /** Fewer than the client's default of 512, which take 741 KB outside the heap. */
    private static final int BUFFERS = 64;

    /** Waits longer for a slow reader of a Unix socket than the default 100 ms, after which the datagram is lost. */
    private static final int SOCKET_TIMEOUT_MILLIS = 1_000;

    private final StatsDSettings settings;
    private final ClientErrors errors;

    ClientMaker(StatsDSettings settings, ClientErrors errors) {
        this.settings = settings;
        this.errors = errors;
    }

    /** @param server null for the Unix socket of the settings */
    StatsDClient make(@Nullable InetSocketAddress server) throws URISyntaxException {
        NonBlockingStatsDClientBuilder builder = new NonBlockingStatsDClientBuilder()
                .blocking(true)
                .enableAggregation(false)
                .enableTelemetry(false)
                .originDetectionEnabled(settings.originDetection())
                .errorHandler(errors::failed)
                .bufferPoolSize(BUFFERS)
                .maxPacketSizeBytes(settings.maxPacketBytes())
                .timeout(SOCKET_TIMEOUT_MILLIS)
                .threadFactory(this::daemon);
        if (server != null) {
            return builder.addressLookup(() -> server).build();
        }
        String path = String.valueOf(settings.socket());
        return builder.address(new URI("unix", null, path, null).toString()).build();
    }

    private Thread daemon(Runnable body) {
        Thread thread = new Thread(body);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((ended, thrown) -> errors.failed(thrown));
        return thread;
    }
}
