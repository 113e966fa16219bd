package io.github.botmetry.prometheus;

import com.github.benmanes.caffeine.cache.Cache;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.util.List;
import java.util.Objects;

/**
 * Show how the bot's Caffeine caches do: hits, misses, puts, evictions and size.
 *
 * <pre>{@code
 * Cache<String, String> packages =
 *         CaffeineCaches.monitor(prometheus, "packages", Caffeine.newBuilder().recordStats().build());
 * }</pre>
 *
 * <p>A class of its own, since not every bot has Caffeine. A cache counts only if it was made with {@code recordStats()}.
 */
public final class CaffeineCaches {

    private CaffeineCaches() {}

    /**
     * Adds a cache; its size and counts stand under {@code cache_*{cache="<name>"}}. It takes the place of an earlier one
     * of that name.
     *
     * @param name few values: it becomes a label
     * @return the same cache
     */
    public static <K, V, C extends Cache<K, V>> C monitor(PrometheusIntegration prometheus, String name, C cache) {
        if (Objects.requireNonNull(name, "name").isBlank()) {
            throw new IllegalArgumentException("name must not be blank, was \"" + name + "\"");
        }
        prometheus.replace(
                "cache " + name,
                new CaffeineCacheMetrics<K, V, C>(cache, name, List.of()),
                id -> id.getName().startsWith("cache.") && name.equals(id.getTag("cache")));
        return cache;
    }
}
