package org.lifeboat.restore;

/**
 * What became of the data of a disk image that is not whole, in bytes.
 *
 * @param authentic right and at its place, holes included
 * @param doubtful nothing vouches for it or for its place
 * @param lost not there
 */
public record Salvaged(long authentic, long doubtful, long lost) {}
