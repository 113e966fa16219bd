package io.github.botmetry.sentry;

import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.Outcome;
import io.github.botmetry.event.RestCall;
import io.sentry.IScopes;
import io.sentry.ISpan;
import io.sentry.ITransaction;
import io.sentry.Instrumenter;
import io.sentry.ScopeType;
import io.sentry.SentryDate;
import io.sentry.SentryLongDate;
import io.sentry.SentryOptions;
import io.sentry.SpanOptions;
import io.sentry.SpanStatus;
import io.sentry.TransactionContext;
import io.sentry.TransactionOptions;
import io.sentry.protocol.TransactionNameSource;
import java.time.Duration;
import java.time.Instant;

/** Traces one event as a transaction with its calls to Discord as spans; only if the bot samples traces. */
final class EventTrace {

    /** The origin of the spans; {@code SentryOptions.setIgnoredSpanOrigins} switches them off. */
    static final String ORIGIN = "auto.discord.botmetry";

    private final ITransaction transaction;

    private EventTrace(ITransaction transaction) {
        this.transaction = transaction;
    }

    /** Returns false if the bot does not trace, and for autocompletions, which come with every key press. */
    static boolean isWanted(SentryOptions options, BotEvent event) {
        return options.isTracingEnabled() && event.kind() != BotEvent.Kind.AUTOCOMPLETE;
    }

    static EventTrace start(IScopes scopes, BotEvent event) {
        TransactionOptions options = new TransactionOptions();
        options.setOrigin(ORIGIN);
        ITransaction transaction = scopes.startTransaction(
                new TransactionContext(Names.transaction(event), TransactionNameSource.TASK, operation(event.kind())),
                options);
        // Not bound by the SDK: it would also make it current on this thread, which may not be the one that runs the
        // event.
        scopes.configureScope(ScopeType.CURRENT, scope -> scope.setTransaction(transaction));
        return new EventTrace(transaction);
    }

    private static String operation(BotEvent.Kind kind) {
        return switch (kind) {
            case GATEWAY -> "discord.event";
            case TASK -> "task";
            default -> "discord.command";
        };
    }

    void add(RestCall call) {
        Instant end = Instant.now();
        SpanOptions options = new SpanOptions();
        options.setOrigin(ORIGIN);
        ISpan span = transaction.startChild(
                "http.client",
                call.method() + " " + call.route(),
                date(end.minus(call.took())),
                Instrumenter.SENTRY,
                options);
        span.setData("http.request.method", call.method());
        span.setData("http.response.status_code", call.status());
        span.setData("discord.attempts", call.attempts());
        span.setData("discord.queued_ms", call.queued().toMillis());
        span.finish(SpanStatus.fromHttpStatusCode(call.status(), SpanStatus.UNKNOWN), date(end));
    }

    private static SentryDate date(Instant instant) {
        return new SentryLongDate(Duration.between(Instant.EPOCH, instant).toNanos());
    }

    /** Finishes the transaction; one of a failed event has the status of its failure already. */
    void finish(Outcome outcome) {
        SpanStatus failure = transaction.getStatus();
        transaction.finish(
                switch (outcome) {
                    case OK -> SpanStatus.OK;
                    case REJECTED -> SpanStatus.INVALID_ARGUMENT;
                    case ERROR -> failure == null ? SpanStatus.INTERNAL_ERROR : failure;
                });
    }
}
