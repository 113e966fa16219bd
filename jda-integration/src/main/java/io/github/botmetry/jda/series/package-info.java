/**
 * The numbers of commands and interactions: their definitions, and handles that are looked up once for each command.
 *
 * <p>Internal: knows nothing of JDA, and no bot calls anything here.
 */
@NullMarked
package io.github.botmetry.jda.series;

import org.jspecify.annotations.NullMarked;
