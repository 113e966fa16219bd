/**
 * Serves the gateway over WebSockets: connections, the sessions that outlive them, intents and events. Of the simulator's
 * own use; who does what in the simulated Discord is the business of the package above it.
 */
@NullMarked
package io.github.botmetry.simulator.gateway;

import org.jspecify.annotations.NullMarked;
