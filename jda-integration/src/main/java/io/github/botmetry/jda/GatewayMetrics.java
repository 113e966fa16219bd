package io.github.botmetry.jda;

import io.github.botmetry.stats.CounterDefinition;
import io.github.botmetry.stats.TimerDefinition;

/** What is recorded of gateway, shards and listeners, declared once. */
final class GatewayMetrics {

    static final TimerDefinition LISTENER_DURATION = TimerDefinition.named("discord.gateway.listener.duration")
            .labels("listener", "event")
            .path("listeners.{listener}.{event}")
            .help("One call of a listener, by its class and the event's.")
            .build();

    static final CounterDefinition SLOW_LISTENERS = CounterDefinition.named("discord.gateway.listener.slow")
            .labels("listener")
            .path("listeners.{listener}.slow")
            .help("Calls that held the gateway's reading thread longer than the threshold.")
            .build();

    private GatewayMetrics() {}
}
