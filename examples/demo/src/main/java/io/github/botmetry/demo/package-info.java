/** What {@code ./demo} runs. */
@NullMarked
package io.github.botmetry.demo;

import org.jspecify.annotations.NullMarked;
