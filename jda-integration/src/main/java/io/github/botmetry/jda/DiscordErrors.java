package io.github.botmetry.jda;

import io.github.botmetry.event.DiscordError;
import io.github.botmetry.guard.Causes;
import io.github.botmetry.jda.rest.HttpStatus;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.exceptions.PermissionException;
import net.dv8tion.jda.api.exceptions.RateLimitedException;
import net.dv8tion.jda.api.requests.ErrorResponse;
import org.jspecify.annotations.Nullable;

/** Says what JDA's exceptions say about Discord's answer. */
final class DiscordErrors {

    private static final DiscordError LATE = new DiscordError(10062, "UNKNOWN_INTERACTION", null);

    private DiscordErrors() {}

    static @Nullable DiscordError explain(Throwable error) {
        if (error instanceof ErrorResponseException answered) {
            return explain(answered);
        }
        if (error instanceof PermissionException refused) {
            return explain(refused);
        }
        if (error instanceof NotAcknowledgedException) {
            return LATE; // as Discord answers to an acknowledgement that comes after it: both are one failure
        }
        return error instanceof RateLimitedException
                ? new DiscordError(HttpStatus.TOO_MANY_REQUESTS, "TOO_MANY_REQUESTS", null)
                : null;
    }

    private static DiscordError explain(ErrorResponseException answered) {
        int code = answered.getErrorCode() > 0 ? answered.getErrorCode() : answered.getResponse().code;
        return new DiscordError(Math.max(0, code), answered.getErrorResponse().name(), null);
    }

    /** JDA looks before it asks: Discord gave no code, since it was not asked. */
    private static DiscordError explain(PermissionException refused) {
        Permission permission = refused.getPermission();
        return new DiscordError(0, "MISSING_PERMISSIONS", permission == Permission.UNKNOWN ? null : permission.name());
    }

    /** True if Discord refused an acknowledgement because it came too late. */
    static boolean isTooLate(Throwable error) {
        for (Throwable cause : Causes.of(error)) {
            if (cause instanceof ErrorResponseException refused
                    && refused.getErrorResponse() == ErrorResponse.UNKNOWN_INTERACTION) {
                return true;
            }
        }
        return false;
    }
}
