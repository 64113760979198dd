package org.lifeboat.disk.ext4;

/**
 * Bytes, one behind the other, of which one thing can be said.
 *
 * @param length in bytes, above 0
 */
public record Stretch(long length, FileState state) {}
