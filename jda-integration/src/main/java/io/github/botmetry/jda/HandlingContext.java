package io.github.botmetry.jda;

import io.github.botmetry.jda.rest.RestActivity;
import io.github.botmetry.jda.rest.ServerClock;
import java.util.concurrent.Executor;

/**
 * The parts that the handlings of one Botmetry share.
 *
 * @param others notifies observers that may hang, of what no thread may wait for
 */
record HandlingContext(Interactions interactions, RestActivity restActivity, ServerClock clock, Executor others) {}
