package io.github.botmetry.jda.rest;

import java.util.Locale;
import net.dv8tion.jda.api.requests.RestRateLimiter;
import okhttp3.Headers;

/** Scope of the limit behind a 429, found as JDA finds it. */
public enum RateLimitScope {
    USER,
    SHARED,
    GLOBAL,
    CLOUDFLARE;

    static RateLimitScope of(Headers headers) {
        if (headers.get(RestRateLimiter.GLOBAL_HEADER) != null) {
            return GLOBAL;
        }
        if (headers.get("via") == null) {
            return CLOUDFLARE; // what comes from Discord itself has passed a proxy
        }
        String scope = headers.get(RestRateLimiter.SCOPE_HEADER);
        if ("shared".equalsIgnoreCase(scope)) {
            return SHARED;
        }
        return "global".equalsIgnoreCase(scope) ? GLOBAL : USER;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
