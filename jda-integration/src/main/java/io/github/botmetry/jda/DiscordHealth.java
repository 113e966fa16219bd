package io.github.botmetry.jda;

import io.github.botmetry.Health;

/** Whether a bot can do its work: a shard is connected. */
record DiscordHealth(Shards shards) {

    Health check() {
        long connected = shards.connected();
        Health health = connected == 0 ? Health.down("no shard is connected") : Health.up();
        return health.with("shards", shards.expected()).with("connected", connected);
    }
}
