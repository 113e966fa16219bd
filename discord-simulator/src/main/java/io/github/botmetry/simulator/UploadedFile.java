package io.github.botmetry.simulator;

/**
 * Is a file of a multipart request; its bytes are not kept.
 *
 * @param name the file name
 * @param sizeBytes its length
 */
public record UploadedFile(String name, int sizeBytes) {}
