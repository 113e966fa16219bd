package io.github.botmetry.sentry;

import io.github.botmetry.event.DiscordError;
import io.sentry.SpanStatus;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Maps a failure to the status of a trace. */
final class DiscordStatus {

    private DiscordStatus() {}

    static SpanStatus of(Throwable error, @Nullable DiscordError answer) {
        if (error instanceof CancellationException) {
            return SpanStatus.CANCELLED;
        }
        return answer == null ? SpanStatus.INTERNAL_ERROR : of(answer);
    }

    private static SpanStatus of(DiscordError answer) {
        int code = answer.code();
        if (isForbidden(answer)) {
            return SpanStatus.PERMISSION_DENIED;
        }
        if (code == 10062) {
            return SpanStatus.DEADLINE_EXCEEDED;
        }
        if (code >= 10000 && code < 11000) {
            return SpanStatus.NOT_FOUND;
        }
        if (code == 429) {
            return SpanStatus.RESOURCE_EXHAUSTED;
        }
        return code >= 500 && code < 600 ? SpanStatus.UNAVAILABLE : SpanStatus.INTERNAL_ERROR;
    }

    /** Covers refusals of the library too, which have no code of Discord, as for a member of a higher role. */
    static boolean isForbidden(DiscordError answer) {
        int code = answer.code();
        boolean isName = code == 0 && answer.name().equals("MISSING_PERMISSIONS");
        return isName || answer.permission() != null || code == 50001 || code == 50013;
    }
}
