/**
 * Descriptions of JDA's events: what reports and labels say of them, and what they keep to themselves.
 *
 * <p>Internal: knows nothing of how an event is handled, and no bot calls anything here.
 */
@NullMarked
package io.github.botmetry.jda.event;

import org.jspecify.annotations.NullMarked;
