package io.github.botmetry.endpoint;

import io.github.botmetry.guard.Guard;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Decides who may read the pages; a token file that hangs holds no thread of the endpoint. Thread-safe. */
final class Admission {

    private final @Nullable BearerToken token;
    private final @Nullable TokenFile file;

    Admission(Settings settings, Guard guard, ScheduledExecutorService clock) {
        BearerToken known = settings.token();
        this.token = known;
        this.file = known != null && known.isInAFile() ? new TokenFile(known, guard, clock, settings.limits()) : null;
    }

    /** Decides at once, or on another thread of the endpoint once the token file was read. */
    void ask(Routes.Exchange exchange, Consumer<Boolean> then) {
        if (file == null) {
            then.accept(token == null || token.isIn(exchange.authorization()));
            return;
        }
        Executor threads = exchange.request().getComponents().getExecutor();
        file.read(() -> goOn(exchange, then, threads));
    }

    private void goOn(Routes.Exchange exchange, Consumer<Boolean> then, Executor threads) {
        try {
            threads.execute(() -> {
                try {
                    then.accept(isRight(exchange.authorization()));
                } catch (Throwable thrown) {
                    exchange.callback().failed(thrown);
                }
            });
        } catch (Throwable stopping) {
            exchange.callback().failed(stopping);
        }
    }

    private boolean isRight(@Nullable String authorization) {
        return token != null && file != null && file.isValid() && token.isIn(authorization);
    }

    boolean readsAFile() {
        return file != null;
    }

    /** Reads the token file, for health. */
    void look() {
        if (file != null) {
            file.read(() -> {});
        }
    }

    /** Returns the time for which the token stays valid; null if it never expires. */
    @Nullable
    Duration validLeft() {
        return file == null ? null : file.validLeft();
    }

    void close() {
        if (file != null) {
            file.close();
        }
    }
}
