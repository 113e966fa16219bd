/**
 * JDA's requests to Discord: their attempts, routes, limits and callbacks, whichever event asked for them.
 *
 * <p>Internal: knows nothing of interactions, and no bot calls anything here.
 */
@NullMarked
package io.github.botmetry.jda.rest;

import org.jspecify.annotations.NullMarked;
