package org.lifeboat.problem;

/**
 * What can be wrong with an image or with copying out of it. Each names the facts that go with it.
 */
public enum DiskCode {
    /** The image ends before the file system does. Facts: position and length in bytes. */
    IMAGE_SHORT,
    /** No superblock, its backups included, makes sense. */
    SUPERBLOCK_DAMAGED,
    /** Made by a newer or another program. Facts: the feature's name. */
    FEATURE_UNKNOWN,
    /** A group's descriptor leads nowhere. Facts: group. */
    DESCRIPTOR_DAMAGED,
    /** Facts: inode. */
    INODE_DAMAGED,
    /** A folder names an inode that is not in use. Facts: inode. */
    INODE_UNUSED,
    /** Where a file's blocks lie cannot be told. Facts: inode. */
    BLOCK_MAP_DAMAGED,
    /** Facts: inode. */
    FOLDER_DAMAGED,
    /** A block number outside the file system. Facts: block. */
    BLOCK_OUTSIDE,
    /** Facts: inode. */
    LINK_DAMAGED,
    /** Facts: inode. */
    ATTRIBUTES_DAMAGED,
    /** Encrypted by the VM itself; the key is not in the image. Facts: inode. */
    LOCKED,
    /** Facts: inode. */
    NOT_A_FOLDER,
    /** Facts: inode. */
    NOT_A_FILE,
    /** A folder that is in two places, which only damage does. Facts: inode. */
    FOLDER_TWICE,
    /** Facts: the limit. */
    TOO_DEEP,
    /** Facts: the limit. */
    TOO_MANY,
    /** A checksum differs, yet what it protects makes sense. Facts: inode. */
    CHECKSUM_WRONG,
    /** The journal was not applied: the newest changes are missing. */
    JOURNAL_DAMAGED,
    /** A device, pipe or socket, which is not copied. Facts: inode. */
    KIND_LEFT_OUT,
    /** The system makes no symbolic links here. Facts: the target. */
    LINK_NOT_MADE,
    /** The image itself cannot be read. Facts: the system's reason. */
    READ_FAILED,
    /** Facts: the system's reason. */
    WRITE_FAILED,
    /** Facts: bytes needed and bytes free, where they are known. */
    DISK_FULL
}
