package io.github.botmetry.simulator;

/**
 * Names a file of a multipart request; its bytes are not kept.
 *
 * @param name the file name
 * @param sizeBytes the length
 */
public record UploadedFile(String name, int sizeBytes) {}
