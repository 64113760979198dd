package org.lifeboat.disk;

/**
 * What a copy will be, as the inodes say. A file of several names counts once.
 *
 * @param bytes of files, holes included
 * @param storedBytes of files, without holes
 * @param problems of folders that cannot be read, or limits that were met
 */
public record CopyEstimate(long files, long folders, long bytes, long storedBytes, long problems) {}
