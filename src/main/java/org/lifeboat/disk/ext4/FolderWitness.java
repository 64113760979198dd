package org.lifeboat.disk.ext4;

import org.lifeboat.problem.ProblemException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Blocks of folders. Their checksum, in a tail that looks like an unused record (Linux,
 * Documentation/filesystems/ext4/directory.rst), is seeded with the folder's inode; that inode's
 * map says where its blocks lie.
 */
final class FolderWitness {

    /** In bytes, at a block's end. */
    static final int TAIL = 12;

    /** In bytes: {@code .} and {@code ..}, up to the end of the second one's name. */
    static final int FIRST_RECORDS = 24;

    private static final long SELF = 0x0000_002e_0201_000cL;

    /** In a folder with more blocks than this, one of them could be anywhere. */
    private static final int MOST_BLOCKS = 64;

    private final Ext4 fileSystem;
    private final WitnessInodes known;
    private final int blockSize;

    FolderWitness(Ext4 fileSystem, WitnessInodes known) {
        this.fileSystem = fileSystem;
        this.known = known;
        this.blockSize = fileSystem.superblock().blockSize;
    }

    /** Whether a block that begins here ends as one with a checksum does. */
    boolean hasTail(byte[] bytes, int start) {
        int tail = start + blockSize - TAIL;
        return Bytes.i32(bytes, tail) == 0 && Bytes.i32(bytes, tail + 4) == 0xde00_000c;
    }

    /** Whether it begins as a folder's first block does: with itself and its parent. */
    boolean looksLikeFirst(byte[] bytes, int start) {
        return Bytes.i64(bytes, start + 4) == SELF
                && Bytes.u16(bytes, start + 18) == 0x0202
                && Bytes.u16(bytes, start + 20) == 0x2e2e
                && Bytes.u32(bytes, start) > 0
                && Bytes.u32(bytes, start + 12) > 0;
    }

    /**
     * Sealed if there is one place only; one each if the folder has several blocks that it may be.
     *
     * @throws IOException if the image cannot be read
     */
    List<PlaceVote> votes(byte[] bytes, int start, long position) throws IOException {
        int tail = start + blockSize - TAIL;
        int seed = ReverseCrc.seed(Bytes.i32(bytes, tail + 8), bytes, start, tail);
        Optional<Inode> folder = known.bySeed(seed);
        if (folder.isEmpty() || folder.get().kind() != EntryKind.FOLDER) {
            return List.of();
        }
        boolean isFirst =
                looksLikeFirst(bytes, start) && Bytes.u32(bytes, start) == folder.get().number();
        List<Long> places = places(folder.get(), isFirst);
        return places.stream()
                .map(
                        place ->
                                new PlaceVote(
                                        position,
                                        place,
                                        PlaceVote.Witness.FOLDER,
                                        places.size() == 1))
                .toList();
    }

    /** The first block's place, or those of all other blocks that are missing. */
    private List<Long> places(Inode folder, boolean isFirst) throws IOException {
        List<Long> places = new ArrayList<>();
        try {
            ExtentCursor extents = fileSystem.content(folder).extents();
            for (var next = extents.next(); next.isPresent(); next = extents.next()) {
                Extent extent = next.get();
                for (long at = 0; at < extent.length() && !extent.isHole(); at += blockSize) {
                    long place = extent.position() + at;
                    if ((extent.offset() + at == 0) == isFirst && !isThere(place)) {
                        places.add(place);
                    }
                    if (isFirst || places.size() > MOST_BLOCKS) {
                        return isFirst ? places : List.of();
                    }
                }
            }
            return places;
        } catch (ProblemException broken) {
            return List.of();
        }
    }

    private boolean isThere(long place) {
        Blocks blocks = fileSystem.blocks();
        return blocks.isDamaged() && blocks.state(place, blockSize) == FileState.WHOLE;
    }
}
