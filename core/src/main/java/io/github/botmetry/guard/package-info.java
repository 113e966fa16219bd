/**
 * Call foreign code safely, and warn of problems.
 *
 * <pre>{@code
 * Guard polls = wiring.guard("polls of the vote service");
 * if (!polls.run(() -> service.poll())) {
 *     // logged once, in botmetry.warnings(), and over when a run succeeds again
 * }
 * }</pre>
 *
 * <p>The types to know: {@link io.github.botmetry.guard.Guard}, {@link io.github.botmetry.guard.Warnings},
 * {@link io.github.botmetry.guard.Warning}, {@link io.github.botmetry.guard.Causes},
 * {@link io.github.botmetry.guard.Scrubber}, and for calls that may hang {@link io.github.botmetry.guard.Worker} and
 * {@link io.github.botmetry.guard.TimedCalls}.
 */
@NullMarked
package io.github.botmetry.guard;

import org.jspecify.annotations.NullMarked;
