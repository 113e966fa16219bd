package io.github.botmetry.jda;

/** Everything that looks at the events of an event manager. */
record EventWatch(EventFrames frames, ListenerWatch listeners, Shards shards) {}
