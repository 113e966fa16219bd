/**
 * Serves the REST API over HTTP: parses requests, finds their route, applies faults, writes answers. Internal to the
 * simulator; guilds and users are known only to the routes in the package above.
 */
@NullMarked
package io.github.botmetry.simulator.rest;

import org.jspecify.annotations.NullMarked;
