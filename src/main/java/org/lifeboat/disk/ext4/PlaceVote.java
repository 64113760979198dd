package org.lifeboat.disk.ext4;

/**
 * What one block of a stretch says of its place on the disk.
 *
 * @param position in bytes from the stretch's start
 * @param diskPosition in bytes from the file system's start: where that same byte belongs
 * @param isSealed whether a checksum of 32 bits, seeded with this file system's own identity,
 *     vouches for it; otherwise the block only looks that way
 */
public record PlaceVote(long position, long diskPosition, Witness witness, boolean isSealed) {

    /** What kind of block it is. */
    public enum Witness {
        /** A copy of the superblock, which has the number of its group. */
        SUPERBLOCK,
        /** A block of a folder, whose inode says where it lies. */
        FOLDER,
        /** A node of a file's extent tree; the node above it says where it lies. */
        EXTENTS,
        /** Inodes, which are sealed with their own numbers. */
        INODES,
        /** A bitmap whose checksum is in one group's descriptor and in no other's. */
        BITMAP
    }
}
