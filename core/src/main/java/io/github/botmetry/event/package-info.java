/**
 * Follow the events that a bot handles, and their outcomes.
 *
 * <pre>{@code
 * botmetry.wiring().observe(new EventObserver() {
 *     public Observation begin(BotEvent event) {
 *         return new Observation() {
 *             public void finished(Outcome outcome, Duration duration) {
 *                 System.out.println(event.name() + " " + outcome + " after " + duration.toMillis() + " ms");
 *             }
 *         };
 *     }
 * });
 * }</pre>
 *
 * <p>The types to know: {@link io.github.botmetry.event.BotEvent}, {@link io.github.botmetry.event.EventObserver} and its
 * {@link io.github.botmetry.event.Observation}, {@link io.github.botmetry.event.CurrentEvent}; adapters of chat libraries
 * pass events in through {@link io.github.botmetry.event.EventDispatcher}.
 */
@NullMarked
package io.github.botmetry.event;

import org.jspecify.annotations.NullMarked;
