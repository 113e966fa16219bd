/**
 * Writes and reads Discord's JSON: ids, components, emojis. Of the simulator's own use, and without any state of it.
 */
@NullMarked
package io.github.botmetry.simulator.payload;

import org.jspecify.annotations.NullMarked;
