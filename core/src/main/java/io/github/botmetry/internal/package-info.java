/** What several packages of core share and nobody else may use. */
@NullMarked
package io.github.botmetry.internal;

import org.jspecify.annotations.NullMarked;
