package org.lifeboat.archive;

import java.util.Optional;

/**
 * One piece of an archive.
 *
 * @param number from 0
 * @param proof the entry that authenticates it, where the format has such entries and this one is
 *     there
 */
public record Chunk(int number, OuterEntry entry, Optional<Proof> proof) {}
