package org.lifeboat.disk.ext4;

import org.lifeboat.problem.ProblemException;

import java.util.Arrays;
import java.util.Optional;

/** Copies of the superblock, which name their group in {@code s_block_group_nr}. */
final class SuperblockWitness {

    /** The field has 16 bits. */
    private static final int MOST_GROUPS = 1 << 16;

    private final Superblock superblock;

    SuperblockWitness(Superblock superblock) {
        this.superblock = superblock;
    }

    Optional<PlaceVote> vote(byte[] bytes, int start, long position) {
        Optional<Superblock> copy =
                parse(Arrays.copyOfRange(bytes, start, start + Superblock.SIZE));
        long group = Bytes.u16(bytes, start + Superblock.GROUP);
        boolean isOurs =
                copy.isPresent()
                        && copy.get().checksumAgrees
                        && Arrays.equals(copy.get().uuid(), superblock.uuid())
                        && copy.get().blockSize == superblock.blockSize
                        && copy.get().blocksPerGroup == superblock.blocksPerGroup;
        if (!isOurs
                || superblock.groups() > MOST_GROUPS
                || group >= superblock.groups()
                || !SuperblockCopies.isIn(superblock, group)) {
            return Optional.empty();
        }
        long block = superblock.firstDataBlock + group * superblock.blocksPerGroup;
        // Old tools leave 0 in every copy, so that number alone proves nothing.
        long place = group == 0 ? Superblock.POSITION : block * superblock.blockSize;
        boolean isSealed = group > 0 && superblock.hasMetadataChecksums();
        return Optional.of(new PlaceVote(position, place, PlaceVote.Witness.SUPERBLOCK, isSealed));
    }

    private static Optional<Superblock> parse(byte[] bytes) {
        try {
            return Optional.of(Superblock.parse(bytes, Superblock.POSITION));
        } catch (ProblemException noSense) {
            return Optional.empty();
        }
    }
}
