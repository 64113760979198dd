package org.lifeboat.disk.ext4;

import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.ProblemException;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** Reads inodes by their number and verifies their checksums. */
final class Inodes {

    private final Superblock superblock;
    private final Blocks blocks;
    private final Groups groups;
    private final FastCommits fastCommits;

    Inodes(Superblock superblock, Blocks blocks, FastCommits fastCommits) {
        this.superblock = superblock;
        this.blocks = blocks;
        this.fastCommits = fastCommits;
        this.groups = new Groups(superblock, blocks);
    }

    /**
     * @throws ProblemException if there is no such inode or its table cannot be read
     */
    Inode read(long number) throws IOException {
        byte[] bytes = blocks.metadata(position(number), superblock.inodeSize);
        Optional<ChangedInode> change = fastCommits.inode(number);
        // What a fast commit has for it was verified with the commit.
        boolean agrees =
                !superblock.hasMetadataChecksums()
                        || change.isPresent() && !change.get().keepsMapOf(bytes)
                        || checksumAgrees(number, bytes);
        return new Inode(
                number,
                change.isPresent() ? change.get().applyTo(bytes) : bytes,
                superblock.checksumSeed,
                agrees ? Integrity.GOOD : Integrity.CHECKSUM_WRONG);
    }

    Groups groups() {
        return groups;
    }

    /**
     * In bytes, where an inode lies.
     *
     * @throws ProblemException if there is no such inode or its table is not known
     */
    long position(long number) throws IOException {
        if (number < 1 || number > superblock.inodes) {
            throw new ProblemException(new DiskProblem.InodeDamaged(number));
        }
        long index = (number - 1) % superblock.inodesPerGroup;
        return table(number).block() * superblock.blockSize + index * superblock.inodeSize;
    }

    private Groups.InodeTable table(long number) throws IOException {
        return groups.inodeTable((number - 1) / superblock.inodesPerGroup);
    }

    /**
     * What a restore left of an inode and of the descriptor that locates it.
     *
     * @throws ProblemException if there is no such inode or its table is not known
     */
    FileState state(long number) throws IOException {
        if (blocks.isWhole()) {
            return FileState.WHOLE;
        }
        FileState state = blocks.state(position(number), superblock.inodeSize);
        return state.worse(table(number).state());
    }

    /**
     * How many of a group's inodes may be in use; 0 if its table is not known.
     *
     * @throws IOException if the image cannot be read
     */
    long used(long group) throws IOException {
        try {
            return groups.inodeTable(group).used();
        } catch (ProblemException lost) {
            return 0;
        }
    }

    /** In one piece, for there is one inode to each file: number, generation, and all its bytes. */
    private boolean checksumAgrees(long number, byte[] bytes) {
        byte[] covered = new byte[8 + bytes.length];
        System.arraycopy(Bytes.le32((int) number), 0, covered, 0, 4);
        System.arraycopy(bytes, Inode.GENERATION, covered, 4, 4);
        System.arraycopy(bytes, 0, covered, 8, bytes.length);
        Arrays.fill(covered, 8 + Inode.CHECKSUM_LOW, 8 + Inode.CHECKSUM_LOW + 2, (byte) 0);
        int stored = Bytes.u16(bytes, Inode.CHECKSUM_LOW);
        if (Inode.extraEnd(bytes) < Inode.CHECKSUM_HIGH + 2) {
            return (Crc.crc32c(superblock.checksumSeed, covered) & 0xffff) == stored;
        }
        Arrays.fill(covered, 8 + Inode.CHECKSUM_HIGH, 8 + Inode.CHECKSUM_HIGH + 2, (byte) 0);
        int whole = stored | Bytes.u16(bytes, Inode.CHECKSUM_HIGH) << 16;
        return Crc.crc32c(superblock.checksumSeed, covered) == whole;
    }
}
