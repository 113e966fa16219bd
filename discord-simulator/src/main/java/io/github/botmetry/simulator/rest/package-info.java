/**
 * Serves the REST API over HTTP: takes requests apart, finds their route, orders faults, writes answers. Of the simulator's
 * own use; it knows nothing of guilds and users, which the routes of the package above it do.
 */
@NullMarked
package io.github.botmetry.simulator.rest;

import org.jspecify.annotations.NullMarked;
