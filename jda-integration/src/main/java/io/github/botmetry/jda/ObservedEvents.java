package io.github.botmetry.jda;

import io.github.botmetry.guard.Warnings;
import io.github.botmetry.jda.gateway.ListenerTimesByClass;
import io.github.botmetry.jda.gateway.Shards;

/** The parts that every event of an event manager passes. */
record ObservedEvents(
        EventReception reception,
        EventFrames frames,
        ListenerTimesByClass listeners,
        Shards shards,
        Warnings warnings) {}
