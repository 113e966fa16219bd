package io.github.botmetry.simulator;

import java.util.Locale;

/** Choose the limit that a 429 names in its header {@code x-ratelimit-scope}. */
public enum RateLimitScope {
    /** The bot's own limit on this route. */
    USER,
    /** The limit of a resource that all bots share. */
    SHARED,
    /** The bot's limit on all routes together. */
    GLOBAL,
    /** The limit of Discord's proxy, which bans an address that sent too many invalid requests; its answers name no scope. */
    CLOUDFLARE;

    String header() {
        return name().toLowerCase(Locale.ROOT);
    }
}
