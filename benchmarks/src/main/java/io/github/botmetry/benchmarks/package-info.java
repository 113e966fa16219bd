/** Botmetry beside its peers: what a call costs, what arrives of a burst, what it does while nothing happens. */
@NullMarked
package io.github.botmetry.benchmarks;

import org.jspecify.annotations.NullMarked;
