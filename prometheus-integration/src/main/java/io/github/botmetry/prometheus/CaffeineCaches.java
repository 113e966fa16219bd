package io.github.botmetry.prometheus;

import com.github.benmanes.caffeine.cache.Cache;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.util.List;
import java.util.Objects;

/**
 * Show the bot's Caffeine caches on {@code /metrics}: hits, misses, puts, evictions and size.
 *
 * <pre>{@code
 * Cache<String, String> packages =
 *         CaffeineCaches.monitor(prometheus, "packages", Caffeine.newBuilder().recordStats().build());
 * }</pre>
 *
 * <p>A class of its own, since not every bot has Caffeine. Caffeine counts only if the cache was built with
 * {@code recordStats()}. Thread-safe.
 */
public final class CaffeineCaches {

    private CaffeineCaches() {}

    /**
     * Adds a cache, whose size and counts are {@code cache_*{cache="<name>"}}. A second call with the same name replaces the
     * first.
     *
     * @param name the value of the label {@code cache}; use few different ones
     * @return the same cache
     * @throws IllegalArgumentException if the name is blank
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
