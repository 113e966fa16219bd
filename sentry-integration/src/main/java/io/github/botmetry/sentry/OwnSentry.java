package io.github.botmetry.sentry;

import io.sentry.Sentry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Initialises Sentry from a DSN if the bot has not, and closes it again. */
final class OwnSentry {

    private static final OwnSentry NONE = new OwnSentry(null);

    /** The time for a flush at the end; the SDK's 15 s are longer than a container waits. */
    private static final long FLUSH_MILLIS = 2000;

    private final @Nullable ConsoleHandler console;

    private OwnSentry(@Nullable ConsoleHandler console) {
        this.console = console;
    }

    /** @throws IllegalArgumentException if this is not the address of a Sentry project */
    static OwnSentry start(@Nullable String dsn) {
        if (dsn == null || Sentry.getGlobalScope().getClient().isEnabled()) {
            return NONE;
        }
        ConsoleHandler console = ConsoleHandler.install();
        try {
            Sentry.init(options -> {
                options.setEnableExternalConfiguration(true); // the other SENTRY_* variables and sentry.properties
                options.setDsn(dsn);
                options.setFlushTimeoutMillis(FLUSH_MILLIS);
                options.setShutdownTimeoutMillis(FLUSH_MILLIS);
            });
        } catch (IllegalArgumentException withAddress) {
            console.uninstall();
            // Shows neither the address nor Sentry's reason, which quotes it: it holds a key, and an old one a secret.
            throw new IllegalArgumentException("SENTRY_DSN must be the address of a project, such as"
                    + " https://key@host/1, was another text of " + dsn.length() + " characters");
        }
        return new OwnSentry(console);
    }

    /** Closes on a thread of its own, since the SDK waits when the server hangs. */
    void close(Duration left) {
        if (console == null) {
            return;
        }
        Thread closing = new Thread(Sentry::close, "botmetry-sentry-close");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(Math.max(1, left.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        console.uninstall();
    }
}
