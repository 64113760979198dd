package org.lifeboat.disk.ext4;

import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.ProblemException;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Where symbolic links lead: up to 59 bytes stand in the inode where the block map would be, more
 * of them in a block (Linux, Documentation/filesystems/ext4/ifork.rst).
 */
final class LinkTarget {

    /** Linux's own limit, in bytes (PATH_MAX). */
    static final int LONGEST = 4096;

    private LinkTarget() {}

    /**
     * @throws ProblemException if the inode is no link, is locked, or makes no sense
     * @throws IOException if the image cannot be read
     */
    static Name read(Ext4 fileSystem, Inode inode) throws IOException {
        long size = inode.size(fileSystem.superblock());
        if (inode.kind() != EntryKind.LINK || size <= 0 || size > LONGEST) {
            throw new ProblemException(new DiskProblem.LinkDamaged(inode.number()));
        }
        if (inode.isEncrypted()) {
            throw new ProblemException(new DiskProblem.Locked(inode.number()));
        }
        if (isInInode(inode, fileSystem.superblock())) {
            int start = Inode.BLOCK_MAP;
            return name(Arrays.copyOfRange(inode.bytes(), start, start + (int) size));
        }
        try (InputStream in = fileSystem.content(inode).open()) {
            return name(in.readAllBytes());
        }
    }

    /** Old kernels put a link of any length into a block when it was made that way. */
    static boolean isInInode(Inode inode, Superblock superblock) {
        boolean isShort = inode.size(superblock) < Inode.BLOCK_MAP_LENGTH;
        if (inode.isInline() || inode.hasExtents() || !isShort) {
            return false;
        }
        long attributeSectors = inode.attributeBlock() == 0 ? 0 : superblock.clusterSize() / 512;
        return superblock.hasAttributeInodes() || inode.sectors(superblock) <= attributeSectors;
    }

    private static Name name(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return new Name(Arrays.copyOf(bytes, end));
    }
}
