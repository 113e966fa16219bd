package io.github.botmetry.simulator;

/** The name and the size of a file in a multipart request. */
record FilePart(String name, int sizeBytes) {}
