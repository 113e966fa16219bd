package io.github.botmetry.simulator;

import java.time.Duration;

/** Checked options of the builder. */
record Settings(
        String token,
        String botName,
        int shards,
        int maxConcurrency,
        Duration heartbeatInterval,
        boolean refusePrivilegedIntents,
        boolean enforceDeadline,
        Duration deadline,
        Duration interactionLifetime,
        int requestLogLimit,
        int interactionLimit,
        boolean compressAnswers) {}
