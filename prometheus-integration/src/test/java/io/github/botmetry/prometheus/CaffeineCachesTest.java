package io.github.botmetry.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CaffeineCachesTest {

    private final List<Cache<String, String>> caches = new ArrayList<>();

    @Test
    void cache_isShownByName() {
        try (Scraped bot = new Scraped()) {
            Cache<String, String> packages = CaffeineCaches.monitor(
                    bot.prometheus,
                    "packages",
                    Caffeine.newBuilder().recordStats().build());
            packages.put("curl", "8");
            packages.getIfPresent("curl");
            packages.getIfPresent("wget");

            Map<String, ScrapeParser.Parsed> scrape = bot.parsed();

            assertThat(ScrapeParser.value(scrape, "cache_gets_total", "cache", "packages", "result", "hit"))
                    .isEqualTo(1);
            assertThat(ScrapeParser.value(scrape, "cache_gets_total", "cache", "packages", "result", "miss"))
                    .isEqualTo(1);
            assertThat(ScrapeParser.value(scrape, "cache_size", "cache", "packages"))
                    .isEqualTo(1);
        }
    }

    @Test
    void cache_inARegistryThatWasHandedIn_leavesItAtClose() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (Scraped bot =
                new Scraped(builder -> builder.meterRegistry(registry).endpoint(false))) {
            CaffeineCaches.monitor(
                    bot.prometheus,
                    "packages",
                    Caffeine.newBuilder().recordStats().build());
            assertThat(registry.find("cache.size").meter()).isNotNull();
        }

        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void cacheThatIsMadeAnew_takesThePlaceOfTheEarlier_andOthersStay() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (Scraped bot =
                new Scraped(builder -> builder.meterRegistry(registry).endpoint(false))) {
            for (String name : List.of("packages", "other", "packages")) {
                Cache<String, String> made = CaffeineCaches.monitor(
                        bot.prometheus,
                        name,
                        Caffeine.newBuilder().recordStats().build());
                made.put("curl", name);
                caches.add(made);
            }
            caches.get(2).put("wget", "1");

            assertThat(registry.get("cache.size")
                            .tag("cache", "packages")
                            .gauge()
                            .value())
                    .isEqualTo(2);
            assertThat(registry.get("cache.size").tag("cache", "other").gauge().value())
                    .isEqualTo(1);
        }

        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void blankName_isRefused() {
        try (Scraped bot = new Scraped(builder -> builder.endpoint(false))) {
            assertThatThrownBy(() -> CaffeineCaches.monitor(
                            bot.prometheus, " ", Caffeine.newBuilder().build()))
                    .hasMessage("name must not be blank, was \" \"");
        }
    }
}
