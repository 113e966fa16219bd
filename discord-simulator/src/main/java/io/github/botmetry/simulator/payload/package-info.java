/**
 * Writes and reads Discord's JSON: ids, components, emojis. Internal to the simulator; holds none of its state.
 */
@NullMarked
package io.github.botmetry.simulator.payload;

import org.jspecify.annotations.NullMarked;
