package io.github.botmetry.statsd;

/**
 * Something for the server that must not be torn apart: a line, or two that need each other.
 *
 * @param text without the last line feed
 * @param delivered remembers that the datagram with it was sent
 */
record Line(String text, Runnable delivered) {}
