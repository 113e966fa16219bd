package io.github.botmetry.jda.gateway;

import io.github.botmetry.stats.CounterDefinition;
import io.github.botmetry.stats.GaugeDefinition;
import io.github.botmetry.stats.TimerDefinition;

/** Series of gateway, shards and listeners, declared once. */
public final class GatewayDefinitions {

    /** One gauge a shard: more than the largest bots run in one process. */
    private static final int SHARDS = 5_000;

    /** So many by event that a bot of hundreds of shards does not fill the table; the rest is one shard, still by event. */
    private static final int SHARDS_BY_EVENT = 64;

    static final CounterDefinition EVENTS = CounterDefinition.named("discord.gateway.events")
            .labels("event", "shard")
            .path("events.{event}")
            .help("Events that JDA handed to the bot's listeners, by class.")
            .limit("shard", SHARDS_BY_EVENT)
            .seriesLimit(5_000)
            .build();

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

    public static final TimerDefinition QUEUE_DURATION = TimerDefinition.named("discord.gateway.queue.duration")
            .path("gateway.queue")
            .help("From an event's hand-over to the event pool until the pool comes to it.")
            .build();

    static final GaugeDefinition QUEUE_SIZE = GaugeDefinition.named("discord.gateway.queue.size")
            .path("gateway.queue.size")
            .help("What waits in the event pool.")
            .build();

    static final CounterDefinition SESSIONS = CounterDefinition.named("discord.gateway.sessions")
            .labels("change", "code", "closed_by")
            .path("gateway.{change}")
            .help("Sessions that were resumed, recreated, invalidated or disconnected, with close code and who closed.")
            .build();

    static final GaugeDefinition PING = GaugeDefinition.named("discord.gateway.ping")
            .labels("shard")
            .path("gateway.ping.{shard}")
            .help("From the last heartbeat to its answer.")
            .unit("seconds")
            .limit("shard", SHARDS)
            .seriesLimit(SHARDS)
            .build();

    static final GaugeDefinition SILENCE = GaugeDefinition.named("discord.gateway.silence")
            .labels("shard")
            .path("gateway.silence.{shard}")
            .help("Since the last event or heartbeat answer of Discord.")
            .unit("seconds")
            .limit("shard", SHARDS)
            .seriesLimit(SHARDS)
            .build();

    public static final GaugeDefinition UP = GaugeDefinition.named("discord.shard.up")
            .labels("shard")
            .path("shards.{shard}.up")
            .lastValue(0)
            .help("1 while the shard is connected, 0 while it is not but should be.")
            .limit("shard", SHARDS)
            .seriesLimit(SHARDS)
            .build();

    static final GaugeDefinition GUILDS = GaugeDefinition.named("discord.guilds")
            .labels("shard")
            .path("guilds.{shard}")
            .help("Guilds the bot is in, without unavailable ones.")
            .limit("shard", SHARDS)
            .seriesLimit(SHARDS)
            .build();

    static final GaugeDefinition UNAVAILABLE_GUILDS = GaugeDefinition.named("discord.guilds.unavailable")
            .labels("shard")
            .path("guilds.unavailable.{shard}")
            .help("Guilds that Discord cannot serve, or that did not load.")
            .limit("shard", SHARDS)
            .seriesLimit(SHARDS)
            .build();

    static final GaugeDefinition CACHE_SIZE = GaugeDefinition.named("discord.cache.size")
            .labels("cache", "shard")
            .path("cache.{cache}.{shard}")
            .help("Entities that JDA holds in memory, by cache.")
            .limit("shard", SHARDS)
            .seriesLimit(SHARDS)
            .build();

    private GatewayDefinitions() {}
}
