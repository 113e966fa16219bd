package io.github.botmetry.jda;

import io.github.botmetry.guard.Warnings;

/** Everything that looks at the events of an event manager. */
record EventWatch(EventFrames frames, ListenerWatch listeners, Shards shards, Warnings warnings) {}
