/**
 * Serves the gateway over WebSockets: connections, the sessions that outlive them, intents and events. Internal to the
 * simulator; guilds and users are known only to the package above.
 */
@NullMarked
package io.github.botmetry.simulator.gateway;

import org.jspecify.annotations.NullMarked;
