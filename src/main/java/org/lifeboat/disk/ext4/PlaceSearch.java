package org.lifeboat.disk.ext4;

import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Searches bytes of a disk whose place is unknown for blocks of metadata that say where they
 * belong. What is known of the disk must be open already.
 *
 * <p>The journal keeps copies of such blocks, seals and all, so blocks near one of the journal's
 * own are not believed. Copies left behind when a file system was changed offline ({@code
 * resize2fs}, {@code e2fsck -D}) can still speak falsely: one vote alone is no proof, and votes
 * that contradict each other are none at all.
 */
public final class PlaceSearch {

    private static final int WINDOW = 512 * 1024;

    /** No disk needs more to be placed. */
    private static final int MOST = 200_000;

    /** Where the longest pattern of all ends, counted from where it begins. */
    private static final int PATTERN = 9;

    private static final int EXTENT_MAGIC = 0xf30a;
    private static final int SUPERBLOCK_MAGIC = 0xef53;
    private static final int SUPERBLOCK_MAGIC_AT = 0x38;
    private static final int FOLDER_TAIL = 0xde00_000c;
    private static final int SELF = 0x0201_000c;
    private static final int SELF_AT = 4;

    private final Ext4 fileSystem;
    private final Superblock superblock;
    private final WitnessInodes known;
    private final SuperblockWitness superblocks;
    private final FolderWitness folders;
    private final ExtentWitness extents;
    private final InodeWitness inodes;
    private final BitmapWitness bitmaps;
    private final JournalSightings journal;
    private final int blockSize;
    private final int reach;

    private final List<PlaceVote> votes = new ArrayList<>();
    private final byte[] held = new byte[WINDOW];
    private int length;
    private int searched;

    /** Where {@code held[0]} is, in bytes from the stretch's start. */
    private long heldPosition;

    /** Bytes that may still be checksummed. Bounds the work that a hostile disk can cause. */
    private long affordable = 1 << 20;

    private static final int AFFORDED_FOR_EACH_BYTE = 4;

    /**
     * Reads the inodes of all folders and large files that are known.
     *
     * @throws java.util.concurrent.CancellationException if it is cancelled meanwhile
     * @throws IOException if the image cannot be read
     */
    PlaceSearch(Ext4 fileSystem, Cancellation cancellation) throws IOException {
        this.fileSystem = fileSystem;
        this.superblock = fileSystem.superblock();
        this.blockSize = superblock.blockSize;
        this.reach = Math.max(blockSize, Superblock.SIZE);
        this.known = WitnessInodes.of(fileSystem, cancellation);
        this.superblocks = new SuperblockWitness(superblock);
        this.folders = new FolderWitness(fileSystem, known);
        this.extents = new ExtentWitness(fileSystem, known);
        this.inodes = new InodeWitness(fileSystem);
        this.bitmaps = BitmapWitness.of(fileSystem, cancellation);
        this.journal = new JournalSightings(blockSize);
    }

    /**
     * The next bytes of the stretch.
     *
     * @throws IOException if the image cannot be read
     */
    public void add(byte[] bytes, int offset, int count) throws IOException {
        for (int at = 0; at < count; ) {
            int some = Math.min(count - at, held.length - length);
            System.arraycopy(bytes, offset + at, held, length, some);
            length += some;
            at += some;
            affordable += (long) some * AFFORDED_FOR_EACH_BYTE;
            if (length == held.length) {
                search(length - reach - PATTERN);
                drop(searched - reach);
            }
        }
    }

    /**
     * Goes over bytes of the stretch that are not known.
     *
     * @param unknown in bytes
     * @throws IOException if the image cannot be read
     */
    public void skip(long unknown) throws IOException {
        search(length - PATTERN);
        drop(length);
        heldPosition += unknown;
    }

    /**
     * Searches the bytes that are left.
     *
     * @return in the order in which they were met, 200,000 at most
     * @throws IOException if the image cannot be read
     */
    public List<PlaceVote> end() throws IOException {
        skip(0);
        return votes.stream().filter(vote -> !journal.isNear(vote.position())).toList();
    }

    private void drop(int count) {
        int gone = Math.max(0, count);
        System.arraycopy(held, gone, held, 0, length - gone);
        heldPosition += gone;
        length -= gone;
        searched = Math.max(0, searched - gone);
    }

    private void search(int end) throws IOException {
        int from = searched;
        for (int at = from; at < end; at++) {
            int word = Bytes.i32(held, at);
            switch (word & 0xffff) {
                case EXTENT_MAGIC -> {
                    tryExtents(at);
                    tryInode(at - Inode.BLOCK_MAP);
                }
                case SUPERBLOCK_MAGIC -> trySuperblock(at - SUPERBLOCK_MAGIC_AT);
                case FOLDER_TAIL & 0xffff -> {
                    if (word == FOLDER_TAIL) {
                        tryFolder(at - 4 + FolderWitness.TAIL - blockSize);
                    } else if (word == SELF) {
                        tryFirstBlock(at - SELF_AT);
                    }
                }
                case JournalSightings.MAGIC & 0xffff -> journal.look(held, at, heldPosition + at);
                default -> {}
            }
        }
        bitmaps.search(held, from, Math.max(from, end), length, heldPosition)
                .forEach(vote -> note(vote, blockSize));
        searched = Math.max(from, end);
    }

    private boolean has(int start, int size) {
        return start >= 0 && start + size <= length;
    }

    private boolean affords(int start, int size) {
        if (!has(start, size) || affordable < size) {
            return false;
        }
        affordable -= size;
        return true;
    }

    private void trySuperblock(int start) {
        if (has(start, Superblock.SIZE)) {
            superblocks
                    .vote(held, start, heldPosition + start)
                    .ifPresent(vote -> note(vote, Superblock.SIZE));
        }
    }

    private void tryExtents(int start) throws IOException {
        if (has(start, blockSize)
                && extents.looksLikeNode(held, start)
                && affords(start, blockSize)) {
            extents.vote(held, start, heldPosition + start)
                    .ifPresent(vote -> note(vote, blockSize));
        }
    }

    private void tryInode(int start) throws IOException {
        int size = superblock.inodeSize;
        if (has(start, size) && inodes.looksLikeOne(held, start) && affords(start, size)) {
            inodes.vote(held, start, heldPosition + start).ifPresent(vote -> note(vote, size));
        }
    }

    private void tryFolder(int start) throws IOException {
        if (superblock.hasMetadataChecksums()
                && has(start, blockSize)
                && folders.hasTail(held, start)
                && affords(start, blockSize)) {
            for (PlaceVote vote : folders.votes(held, start, heldPosition + start)) {
                note(vote, blockSize);
            }
        }
    }

    /** Where blocks of folders have no seals, the first ones at least have a look. */
    private void tryFirstBlock(int start) {
        if (has(start, FolderWitness.FIRST_RECORDS) && folders.looksLikeFirst(held, start)) {
            long inode = Bytes.u32(held, start);
            fileSystem
                    .firstBlock(inode)
                    .ifPresent(
                            place ->
                                    note(
                                            new PlaceVote(
                                                    heldPosition + start,
                                                    place,
                                                    PlaceVote.Witness.FOLDER,
                                                    false),
                                            FolderWitness.FIRST_RECORDS));
        }
    }

    /** Not for a place whose bytes are known: then this is a copy of them, or was there before. */
    private void note(PlaceVote vote, int size) {
        Blocks blocks = fileSystem.blocks();
        boolean isTaken =
                blocks.isDamaged() && blocks.state(vote.diskPosition(), size) == FileState.WHOLE;
        if (!isTaken && votes.size() < MOST) {
            votes.add(vote);
            if (vote.isSealed()) {
                bitmaps.align(vote.position() - vote.diskPosition());
            }
        }
    }
}
