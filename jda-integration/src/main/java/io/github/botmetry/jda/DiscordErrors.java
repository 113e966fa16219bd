package io.github.botmetry.jda;

import io.github.botmetry.event.DiscordError;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.exceptions.PermissionException;
import net.dv8tion.jda.api.exceptions.RateLimitedException;
import org.jspecify.annotations.Nullable;

/** Says what JDA's exceptions say about Discord's answer. */
final class DiscordErrors {

    private static final int TOO_MANY_REQUESTS = 429;

    private DiscordErrors() {}

    static @Nullable DiscordError explain(Throwable error) {
        if (error instanceof ErrorResponseException answered) {
            return explain(answered);
        }
        if (error instanceof PermissionException refused) {
            return explain(refused);
        }
        return error instanceof RateLimitedException
                ? new DiscordError(TOO_MANY_REQUESTS, "TOO_MANY_REQUESTS", null)
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
}
