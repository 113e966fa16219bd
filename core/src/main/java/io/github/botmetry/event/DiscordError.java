package io.github.botmetry.event;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Read what a chat library's exception says about Discord's answer, without knowing the library.
 *
 * @param code Discord's own error code, such as 50013; where Discord gave none, the HTTP status; 0 for neither
 * @param name what the library calls it, such as {@code MISSING_PERMISSIONS}; few values
 * @param permission the permission that is missing, null if none is known to be
 */
public record DiscordError(int code, String name, @Nullable String permission) {

    public DiscordError {
        Objects.requireNonNull(name, "name");
    }
}
