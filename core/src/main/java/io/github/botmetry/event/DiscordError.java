package io.github.botmetry.event;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Read Discord's answer from a chat library's exception, without knowing the library.
 *
 * @param code Discord's own error code, such as 50013; where Discord gave none, the HTTP status; 0 for neither
 * @param name the library's name for the code, such as {@code MISSING_PERMISSIONS}; few values
 * @param permission the missing permission, null if none is known
 */
public record DiscordError(int code, String name, @Nullable String permission) {

    public DiscordError {
        Objects.requireNonNull(name, "name");
    }
}
