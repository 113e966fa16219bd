package io.github.botmetry.simulator;

/**
 * Holds one suggestion of an autocompleted option.
 *
 * @param name the text that the user reads
 * @param value the value for the command, numbers as text
 */
public record Choice(String name, String value) {}
