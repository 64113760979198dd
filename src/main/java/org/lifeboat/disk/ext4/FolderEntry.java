package org.lifeboat.disk.ext4;

import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.Problem;

import java.time.Instant;
import java.util.Optional;

/**
 * A name in a folder and what it stands for.
 *
 * @param name empty for the root
 * @param inode its number; two entries of one number are one file
 * @param size in bytes, as the inode says; 0 where the inode cannot be read
 * @param stored in bytes, what it takes of the disk as the inode says: less than the size where
 *     there are holes
 * @param mode permission bits, setuid and the like included, without the kind
 * @param links names this file has in the image
 * @param locked encrypted by the VM itself: there is nothing to read without its key
 * @param problem why the integrity is not good
 * @param state what a restore left of the inode and of the folders that lead to it; {@link
 *     Ext4#state} includes the content
 */
public record FolderEntry(
        Name name,
        long inode,
        EntryKind kind,
        long size,
        long stored,
        int mode,
        int links,
        Instant modified,
        boolean locked,
        Integrity integrity,
        Optional<Problem> problem,
        FileState state) {

    static FolderEntry of(Name name, Inode inode, Superblock superblock, FileState state) {
        return new FolderEntry(
                name,
                inode.number(),
                inode.kind(),
                inode.size(superblock),
                inode.sectors(superblock) * 512,
                inode.mode() & 07777,
                inode.links(),
                inode.modified(),
                inode.isEncrypted(),
                inode.integrity(),
                inode.integrity() == Integrity.GOOD
                        ? Optional.empty()
                        : Optional.of(new DiskProblem.ChecksumWrong(inode.number())),
                state);
    }

    /** A name whose inode cannot be read. */
    static FolderEntry unreadable(Name name, long inode, EntryKind kind, Problem why) {
        return new FolderEntry(
                name,
                inode,
                kind,
                0,
                0,
                0,
                0,
                Instant.EPOCH,
                false,
                Integrity.DAMAGED,
                Optional.of(why),
                FileState.DAMAGED);
    }

    /** A folder that is not on the disk, made up to hold what has no other. */
    static FolderEntry madeUp(Name name, long inode, Optional<Problem> problem, FileState state) {
        return new FolderEntry(
                name,
                inode,
                EntryKind.FOLDER,
                0,
                0,
                0700,
                2,
                Instant.EPOCH,
                false,
                problem.isEmpty() ? Integrity.GOOD : Integrity.CHECKSUM_WRONG,
                problem,
                state);
    }

    /** The same without its name: a folder whose content is meant, not the folder itself. */
    public FolderEntry withoutName() {
        return new FolderEntry(
                new Name(new byte[0]),
                inode,
                kind,
                size,
                stored,
                mode,
                links,
                modified,
                locked,
                integrity,
                problem,
                state);
    }

    public boolean isFolder() {
        return kind == EntryKind.FOLDER;
    }
}
