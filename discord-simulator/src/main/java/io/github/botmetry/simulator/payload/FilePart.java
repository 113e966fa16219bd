package io.github.botmetry.simulator.payload;

/** The name and the size of a file in a multipart request. */
public record FilePart(String name, int sizeBytes) {}
