package io.github.botmetry.sentry;

import io.github.botmetry.Botmetry;
import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.Failure;
import io.github.botmetry.event.Scope;
import io.sentry.Sentry;
import io.sentry.SentryOptions;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A bot with the real Sentry SDK, which sends to a server of the test, and with what an adapter of a chat library does. */
final class SentryBot implements AutoCloseable {

    /** What a test class wants of each initialisation. */
    static Consumer<SentryOptions> settings = options -> {};

    final IngestionServer server;
    final Botmetry botmetry;

    SentryBot(IngestionServer server, Botmetry botmetry) {
        this.server = server;
        this.botmetry = botmetry;
    }

    static SentryBot create() {
        return with(options -> {});
    }

    static SentryBot with(Consumer<SentryOptions> configuration) {
        return with(configuration, SentryIntegration.create());
    }

    static SentryBot with(SentryIntegration integration) {
        return with(options -> {}, integration);
    }

    /** Initialises Sentry, then installs. */
    static SentryBot with(Consumer<SentryOptions> configuration, SentryIntegration integration) {
        IngestionServer server = new IngestionServer();
        initialise(server, configuration);
        return new SentryBot(server, install(integration));
    }

    static void initialise(IngestionServer server, Consumer<SentryOptions> configuration) {
        Sentry.init(options -> {
            options.setDsn(server.dsn());
            options.setEnableUncaughtExceptionHandler(false);
            options.setEnableShutdownHook(false);
            options.setShutdownTimeoutMillis(100);
            options.setFlushTimeoutMillis(100);
            settings.accept(options);
            configuration.accept(options);
        });
    }

    static Botmetry install(SentryIntegration integration) {
        return Botmetry.builder()
                .shutdownHook(false)
                .strict(true)
                .install(integration)
                .build();
    }

    /** For a test in which there is something to warn of. */
    static SentryBot lenient(SentryIntegration integration) {
        IngestionServer server = new IngestionServer();
        initialise(server, options -> {});
        return new SentryBot(server, installLenient(integration));
    }

    static Botmetry installLenient(SentryIntegration integration) {
        return Botmetry.builder().shutdownHook(false).install(integration).build();
    }

    /** A command, component, modal or task, as an adapter runs it. */
    void run(BotEvent event, Runnable body) {
        EventFrame frame = botmetry.wiring().events().begin(event);
        enter(frame, body);
        frame.finish(Duration.ofMillis(7));
    }

    /** Any other event, as an adapter runs it. */
    void runFramed(BotEvent event, Runnable body) {
        EventFrame frame = botmetry.wiring().events().frame(event);
        if (frame.isObserved()) {
            enter(frame, body);
            frame.finish(Duration.ofMillis(7));
            return;
        }
        EventFrame previous = frame.push();
        try {
            guarded(frame, body);
        } finally {
            EventFrame.pop(previous);
        }
    }

    private static void enter(EventFrame frame, Runnable body) {
        try (Scope scope = frame.enter()) {
            guarded(frame, body);
        }
    }

    private static void guarded(EventFrame frame, Runnable body) {
        try {
            body.run();
        } catch (Throwable thrown) {
            frame.failed(new Failure(thrown, Failure.Source.LISTENER, false, null));
        }
    }

    static Runnable failing(String message) {
        return () -> {
            throw new IllegalStateException(message);
        };
    }

    static @Nullable String fail(EventFrame frame, Throwable error) {
        return frame.failed(new Failure(error, Failure.Source.LISTENER, false, null));
    }

    @Override
    public void close() {
        server.release();
        Sentry.close();
        try {
            botmetry.close();
        } finally {
            server.close();
        }
    }
}
