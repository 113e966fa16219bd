package io.github.botmetry.simulator;

/**
 * Is a suggestion of an autocompleted option.
 *
 * @param name what the user reads
 * @param value what the command would get, numbers as text
 */
public record Choice(String name, String value) {}
