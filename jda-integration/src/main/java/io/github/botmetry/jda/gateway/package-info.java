/**
 * JDA's connections to Discord and what they bring: shards, sessions, caches, the pools and listeners that events go to.
 *
 * <p>Internal: knows nothing of interactions, and no bot calls anything here.
 */
@NullMarked
package io.github.botmetry.jda.gateway;

import org.jspecify.annotations.NullMarked;
