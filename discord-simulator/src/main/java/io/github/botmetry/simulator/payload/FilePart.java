package io.github.botmetry.simulator.payload;

/** Name and size of a file in a multipart request. */
public record FilePart(String name, int sizeBytes) {}
