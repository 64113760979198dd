package org.lifeboat.problem;

import java.io.IOException;

/** A disk image, or a file in it (step 8). */
public sealed interface DiskProblem extends Problem {

    /** The image ends before the file system does. */
    record ImageShort(ByteCount position, ByteCount length) implements DiskProblem {}

    /** No superblock makes sense, the copies included. */
    record SuperblockDamaged() implements DiskProblem {}

    /** Made by a newer or another program. */
    record FeatureUnknown(String feature) implements DiskProblem {}

    /** A group's descriptor leads nowhere. */
    record DescriptorDamaged(long group) implements DiskProblem {}

    record InodeDamaged(long inode) implements DiskProblem {}

    /** A folder names an inode that is not in use. */
    record InodeUnused(long inode) implements DiskProblem {}

    /** Where a file's blocks lie cannot be told. */
    record BlockMapDamaged(long inode) implements DiskProblem {}

    record FolderDamaged(long inode) implements DiskProblem {}

    /** A block number outside the file system. */
    record BlockOutside(long block) implements DiskProblem {}

    record LinkDamaged(long inode) implements DiskProblem {}

    record AttributesDamaged(long inode) implements DiskProblem {}

    /** Encrypted by the VM itself; the key is not in the image. */
    record Locked(long inode) implements DiskProblem {}

    record NotAFolder(long inode) implements DiskProblem {}

    record NotAFile(long inode) implements DiskProblem {}

    /** A folder that is in two places, which only damage does. */
    record FolderTwice(long inode) implements DiskProblem {}

    record TooDeep(int limit) implements DiskProblem {}

    record TooMany(long limit) implements DiskProblem {}

    /** A checksum differs, yet what it protects makes sense. */
    record ChecksumWrong(long inode) implements DiskProblem {}

    /** The journal was not applied: the newest changes are missing. */
    record JournalDamaged() implements DiskProblem {}

    /** A device, pipe or socket, which is not copied. */
    record KindLeftOut(long inode) implements DiskProblem {}

    /** The destination has no symbolic links. */
    record LinkNotMade(String target) implements DiskProblem {}

    /** The image itself cannot be read, for the system's reason. */
    record ReadFailed(String reason) implements DiskProblem {}

    record WriteFailed(String reason) implements DiskProblem {}

    record DriveFull() implements DiskProblem {}

    /** Found before anything was written. */
    record TooLittleSpace(ByteCount needed, ByteCount free) implements DiskProblem {}

    /** The map beside a salvaged image is no map, or another image's. */
    record MapDamaged() implements DiskProblem {}

    /**
     * Bytes that the backup's damage took; the image has a hole there.
     *
     * @param position of the first on the disk
     * @param length all of them together, which need not lie side by side
     */
    record Lost(ByteCount position, ByteCount length) implements DiskProblem {}

    /** All of it is there, but nothing vouches for some of it. */
    record Doubtful() implements DiskProblem {}

    /** A file that lost something, where only whole ones were asked for. */
    record NotWhole() implements DiskProblem {}

    /**
     * Whether something of the disk is broken or lost. What is left is a note: it is as it was in
     * the VM, or no more than this program or the destination can do.
     */
    default boolean isDamage() {
        return switch (this) {
            case Locked _, KindLeftOut _, LinkNotMade _, FeatureUnknown _ -> false;
            case TooDeep _, TooMany _, WriteFailed _, DriveFull _, TooLittleSpace _ -> false;
            case ImageShort _, SuperblockDamaged _, DescriptorDamaged _, InodeDamaged _ -> true;
            case InodeUnused _, BlockMapDamaged _, FolderDamaged _, BlockOutside _ -> true;
            case LinkDamaged _, AttributesDamaged _, NotAFolder _, NotAFile _ -> true;
            case FolderTwice _, ChecksumWrong _, JournalDamaged _, ReadFailed _ -> true;
            case MapDamaged _, Lost _, Doubtful _, NotWhole _ -> true;
        };
    }

    /** The problem behind a failed read of an image. */
    static Problem behind(IOException failed) {
        return failed instanceof ProblemException known
                ? known.problem()
                : new ReadFailed(String.valueOf(failed.getMessage()));
    }
}
