package io.github.botmetry.jda.gateway;

import io.github.botmetry.Health;

/** Checks that a bot can do its work: a shard is connected, and its events do not pile up. */
public record DiscordHealth(Shards shards, EventPools pools) {

    public Health check() {
        long connected = shards.connected();
        return health(connected)
                .with("shards", shards.expected())
                .with("connected", connected)
                .with("queue", pools.waiting());
    }

    private Health health(long connected) {
        if (connected == 0) {
            return Health.down("no shard is connected");
        }
        return pools.isAnyFull() ? Health.down("the event pool's queue is full") : Health.up();
    }
}
