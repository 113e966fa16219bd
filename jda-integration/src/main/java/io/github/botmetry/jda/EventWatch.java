package io.github.botmetry.jda;

import io.github.botmetry.guard.Warnings;
import io.github.botmetry.jda.gateway.ListenerWatch;
import io.github.botmetry.jda.gateway.Shards;

/** Everything that looks at the events of an event manager. */
record EventWatch(
        EventReception reception, EventFrames frames, ListenerWatch listeners, Shards shards, Warnings warnings) {}
