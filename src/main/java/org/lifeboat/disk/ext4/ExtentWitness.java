package org.lifeboat.disk.ext4;

import org.lifeboat.problem.ProblemException;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Nodes of extent trees. Their checksum is seeded with the file's inode, and the node above, or the
 * inode itself, says where the node of these blocks lies.
 */
final class ExtentWitness {

    private final Ext4 fileSystem;
    private final WitnessInodes known;
    private final int blockSize;
    private final int entriesInBlock;

    ExtentWitness(Ext4 fileSystem, WitnessInodes known) {
        this.fileSystem = fileSystem;
        this.known = known;
        this.blockSize = fileSystem.superblock().blockSize;
        this.entriesInBlock = (blockSize - ExtentTree.HEADER) / ExtentTree.ENTRY;
    }

    /** Whether a header that begins here is one of a whole block, which has room for a checksum. */
    boolean looksLikeNode(byte[] bytes, int start) {
        int entries = Bytes.u16(bytes, start + 2);
        return fileSystem.superblock().hasMetadataChecksums()
                && Bytes.u16(bytes, start) == ExtentTree.MAGIC
                && Bytes.u16(bytes, start + 4) == entriesInBlock
                && entries > 0
                && entries <= entriesInBlock
                && Bytes.u16(bytes, start + 6) < ExtentTree.MAX_DEPTH
                && ExtentTree.HEADER + entriesInBlock * ExtentTree.ENTRY + 4 <= blockSize;
    }

    /**
     * @throws IOException if the image cannot be read
     */
    Optional<PlaceVote> vote(byte[] bytes, int start, long position) throws IOException {
        int tail = start + ExtentTree.HEADER + entriesInBlock * ExtentTree.ENTRY;
        int seed = ReverseCrc.seed(Bytes.i32(bytes, tail), bytes, start, tail);
        Optional<Inode> file = known.bySeed(seed);
        if (file.isEmpty() || !file.get().hasExtents()) {
            return Optional.empty();
        }
        OptionalLong block =
                block(
                        file.get(),
                        Bytes.u32(bytes, start + ExtentTree.HEADER),
                        Bytes.u16(bytes, start + 6));
        return block.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new PlaceVote(
                                position,
                                block.getAsLong() * blockSize,
                                PlaceVote.Witness.EXTENTS,
                                true));
    }

    /** The node of that depth that has a block of the file, as far as the way to it is known. */
    private OptionalLong block(Inode file, long logical, int depth) throws IOException {
        Blocks blocks = fileSystem.blocks();
        int map = Inode.BLOCK_MAP;
        byte[] node = Arrays.copyOfRange(file.bytes(), map, map + Inode.BLOCK_MAP_LENGTH);
        try {
            for (int above = Bytes.u16(node, 6); above > depth; above--) {
                OptionalLong child = child(node, above, logical);
                if (child.isEmpty() || above - 1 == depth) {
                    return child;
                }
                blocks.checkInside(child.getAsLong(), 1);
                if (blocks.state(child.getAsLong() * blockSize, blockSize) != FileState.WHOLE) {
                    return OptionalLong.empty();
                }
                node = blocks.block(child.getAsLong());
            }
            return OptionalLong.empty();
        } catch (ProblemException broken) {
            return OptionalLong.empty();
        }
    }

    private OptionalLong child(byte[] node, int depth, long logical) throws ProblemException {
        int entries = Bytes.u16(node, 2);
        boolean makesSense =
                Bytes.u16(node, 0) == ExtentTree.MAGIC
                        && Bytes.u16(node, 6) == depth
                        && entries <= (node.length - ExtentTree.HEADER) / ExtentTree.ENTRY;
        OptionalLong found = OptionalLong.empty();
        for (int i = 0; makesSense && i < entries; i++) {
            int at = ExtentTree.HEADER + i * ExtentTree.ENTRY;
            if (Bytes.u32(node, at) <= logical) {
                long block = Bytes.u32(node, at + 4) | (long) Bytes.u16(node, at + 8) << 32;
                fileSystem.blocks().checkInside(block, 1);
                found = OptionalLong.of(block);
            }
        }
        return found;
    }
}
