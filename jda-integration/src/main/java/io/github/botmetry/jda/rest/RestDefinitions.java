package io.github.botmetry.jda.rest;

import io.github.botmetry.stats.CounterDefinition;
import io.github.botmetry.stats.GaugeDefinition;
import io.github.botmetry.stats.TimerDefinition;

/** Series of REST requests. Routes are JDA's templates, never paths. */
final class RestDefinitions {

    static final CounterDefinition REQUESTS = CounterDefinition.named("discord.rest.requests")
            .labels("method", "route", "status", "error")
            .path("rest.{status}")
            .help("Attempts by HTTP status (0 if no answer came) and by Discord's own error code (0 if it gave none).")
            .build();

    static final TimerDefinition DURATION = TimerDefinition.named("discord.rest.duration")
            .labels("method", "route")
            .path("rest.duration")
            .help("From sending one attempt to Discord's answer.")
            .build();

    static final TimerDefinition QUEUE_DURATION = TimerDefinition.named("discord.rest.queue.duration")
            .labels("method", "route")
            .path("rest.queue")
            .help("From queueing a request to its first attempt.")
            .build();

    static final GaugeDefinition QUEUE_SIZE = GaugeDefinition.named("discord.rest.queue.size")
            .path("rest.queue.size")
            .help("Requests that wait for their turn, or again after a rate limit.")
            .build();

    static final CounterDefinition RETRIES = CounterDefinition.named("discord.rest.retries")
            .labels("reason")
            .path("rest.retries.{reason}")
            .help("Attempts after a request's first, by why the one before failed (rate_limit, server, connection).")
            .build();

    static final CounterDefinition RATE_LIMITS = CounterDefinition.named("discord.rest.rate_limits")
            .labels("scope", "route")
            .path("rest.rate_limits.{scope}")
            .help("Answers 429 by whose limit was hit (user, shared, global, cloudflare).")
            .build();

    static final CounterDefinition INVALID = CounterDefinition.named("discord.rest.invalid_requests")
            .labels("status")
            .path("rest.invalid")
            .help("Answers that count towards a ban of the address: 401, 403, and 429 unless of a shared limit.")
            .build();

    static final GaugeDefinition INVALID_REMAINING = GaugeDefinition.named("discord.rest.invalid_requests.remaining")
            .path("rest.invalid.remaining")
            .help("Invalid requests that this process may still send in the running 10 minutes, of 10,000.")
            .build();

    static final GaugeDefinition SESSION_STARTS = GaugeDefinition.named("discord.gateway.session_starts.remaining")
            .path("gateway.session_starts.remaining")
            .help(
                    "Sessions that Discord lets the bot begin until the limit is reset, as last told, less those begun since.")
            .build();

    private RestDefinitions() {}
}
