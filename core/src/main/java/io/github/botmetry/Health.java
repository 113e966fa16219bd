package io.github.botmetry;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Read the state of one component: up or down, its figures since the start, and its last error.
 *
 * @param isUp true if it works, as far as it knows
 * @param figures counts since the start by name, such as {@code datagrams}, in their order of display
 * @param lastError the last error, also if it works again; null if there was none
 */
public record Health(
        boolean isUp, Map<String, Long> figures, @Nullable String lastError) {

    public Health {
        figures = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    /** A component that works. */
    public static Health up() {
        return new Health(true, Map.of(), null);
    }

    /** A component that does not work, for this reason. */
    public static Health down(String reason) {
        return new Health(false, Map.of(), Objects.requireNonNull(reason, "reason"));
    }

    /** This state with one more figure. */
    public Health with(String figure, long value) {
        Map<String, Long> more = new LinkedHashMap<>(figures);
        more.put(figure, value);
        return new Health(isUp, more, lastError);
    }

    /** Joins two checks of one component: up if both are, with the figures of both. */
    Health and(Health other) {
        Map<String, Long> both = new LinkedHashMap<>(figures);
        both.putAll(other.figures);
        String error = isUp && other.lastError != null ? other.lastError : lastError;
        return new Health(isUp && other.isUp, both, error == null ? other.lastError : error);
    }
}
