package org.lifeboat.problem;

/**
 * A size or a position as a fact: shown with its unit.
 *
 * @param bytes 0 or more
 */
public record ByteCount(long bytes) {}
