package org.lifeboat.disk.ext4;

/**
 * A run of bytes that are all in the same state.
 *
 * @param length in bytes, above 0
 */
public record Stretch(long length, FileState state) {}
