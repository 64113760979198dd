package org.lifeboat.disk.ext4;

import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * Finds files, folders and links in use that no folder leads to, as e2fsck's third and fourth pass
 * do. A folder without a name counts, but not what is in it. Reads every folder, and every inode
 * that may be in use.
 */
final class NamelessInodes {

    /** As far as a walk goes: of a larger disk not every name is known. */
    private static final long MOST_INODES = WalkLimits.USUAL.entries();

    private static final int MOST = 1_000_000;
    private static final int MOST_LINKS = 65_000;

    private final Ext4 fileSystem;
    private final Superblock superblock;
    private final Inodes inodes;
    private final Cancellation cancellation;
    private final IntSet reached = new IntSet();
    private final IntSet named = new IntSet();
    private long links;

    private NamelessInodes(Ext4 fileSystem, Cancellation cancellation) {
        this.cancellation = cancellation;
        this.fileSystem = fileSystem;
        this.superblock = fileSystem.superblock();
        this.inodes = fileSystem.inodes();
    }

    /**
     * @return rising; none if the folders are too many to know them all
     * @param cancellation asked for each folder, and for each inode
     * @throws java.util.concurrent.CancellationException if it is cancelled
     * @throws IOException if the image cannot be read
     */
    static long[] of(Ext4 fileSystem, Cancellation cancellation) throws IOException {
        NamelessInodes search = new NamelessInodes(fileSystem, cancellation);
        return search.reach(Ext4.ROOT) ? search.find() : new long[0];
    }

    /** Marks all that a folder leads to; false if that is too much. */
    private boolean reach(long folder) throws IOException {
        reached.add((int) folder);
        FolderEntry start;
        try {
            start = fileSystem.folder(folder);
        } catch (ProblemException lost) {
            // Then it leads nowhere.
            return true;
        }
        TreeWalk walk = fileSystem.walkNamed(start);
        while (walk.hasNext()) {
            cancellation.check();
            FolderEntry entry = walk.next().entry();
            reached.add((int) entry.inode());
            // A name that leads nowhere is cheap to make by the million.
            if (++links >= MOST_INODES) {
                return false;
            }
        }
        return true;
    }

    private long[] find() throws IOException {
        long[] inUse = inUse();
        for (long number : inUse) {
            cancellation.check();
            if (isFolder(number)) {
                markNamed(number);
            }
        }
        long[] top = new long[inUse.length];
        int count = 0;
        for (long number : inUse) {
            cancellation.check();
            if (!named.contains((int) number)) {
                top[count++] = number;
                if (isFolder(number) && !reach(number)) {
                    return new long[0];
                }
            }
        }
        // Folders in a circle lead to each other, and nothing leads to them.
        for (long number : inUse) {
            cancellation.check();
            if (isFolder(number) && !reached.contains((int) number)) {
                top[count++] = number;
                if (!reach(number)) {
                    return new long[0];
                }
            }
        }
        return LongStream.of(Arrays.copyOf(top, count)).sorted().toArray();
    }

    private void markNamed(long folder) throws IOException {
        for (FolderEntries entries = fileSystem.namedEntries(fileSystem.folder(folder));
                entries.hasNext() && links < MOST_INODES;
                links++) {
            cancellation.check();
            long inode = entries.nextInode();
            if (inode != folder) {
                named.add((int) inode);
            }
        }
    }

    private long[] inUse() throws IOException {
        long[] found = new long[64];
        int count = 0;
        long looked = 0;
        for (long group = 0; group * superblock.inodesPerGroup < superblock.inodes; group++) {
            cancellation.check();
            long first = group * superblock.inodesPerGroup + 1;
            long used = Math.min(inodes.used(group), superblock.inodes - first + 1);
            for (long number = first; number < first + used; number++) {
                cancellation.check();
                if (++looked > MOST_INODES || count == MOST) {
                    return Arrays.copyOf(found, count);
                }
                if (!reached.contains((int) number) && isInUse(number)) {
                    found = count == found.length ? Arrays.copyOf(found, count * 2) : found;
                    found[count++] = number;
                }
            }
        }
        return Arrays.copyOf(found, count);
    }

    private boolean isInUse(long number) throws IOException {
        if (number < superblock.firstFileInode() || superblock.isInternal(number)) {
            return false;
        }
        try {
            Inode inode = inodes.read(number);
            return inode.links() > 0
                    && inode.links() <= MOST_LINKS
                    && inode.integrity() == Integrity.GOOD
                    && !inode.isAttribute()
                    && makesSense(inode);
        } catch (ProblemException broken) {
            return false;
        }
    }

    private boolean makesSense(Inode inode) throws IOException {
        long size = inode.size(superblock);
        return switch (inode.kind()) {
            case FILE -> size >= 0 && (inode.isEncrypted() || mapMakesSense(inode));
            case FOLDER -> inode.isEncrypted() || inode.isInline() || namesItself(inode);
            case LINK -> size > 0 && size <= LinkTarget.LONGEST;
            default -> false;
        };
    }

    /** Without a walk through it, which a million inodes with one large map would make long. */
    private boolean mapMakesSense(Inode inode) throws IOException {
        if (inode.hasExtents() || inode.isInline()) {
            fileSystem.content(inode).extents().next();
            return true;
        }
        for (int at = 0; at < Inode.BLOCK_MAP_LENGTH; at += 4) {
            if (Bytes.u32(inode.bytes(), Inode.BLOCK_MAP + at) >= superblock.blocks) {
                return false;
            }
        }
        return true;
    }

    private boolean namesItself(Inode folder) throws IOException {
        if (!mapMakesSense(folder)) {
            return false;
        }
        var first = fileSystem.content(folder).extents().next();
        if (first.isEmpty() || first.get().isHole()) {
            return first.isPresent() && first.get().isLost();
        }
        try {
            byte[] start = fileSystem.blocks().metadata(first.get().position(), 12);
            return Bytes.u32(start, 0) == folder.number() && start[6] == 1 && start[8] == '.';
        } catch (ProblemException failed) {
            return failed.problem() instanceof DiskProblem.Lost;
        }
    }

    private boolean isFolder(long number) throws IOException {
        return inodes.read(number).kind() == EntryKind.FOLDER;
    }
}
