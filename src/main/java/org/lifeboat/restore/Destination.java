package org.lifeboat.restore;

import org.lifeboat.disk.copy.CopyOptions;
import org.lifeboat.local.FileSizeLimit;
import org.lifeboat.local.FileSystem;
import org.lifeboat.problem.ByteCount;
import org.lifeboat.problem.FatalException;
import org.lifeboat.problem.UnusableDestination;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** Checks a folder to restore into before anything is written there. */
public final class Destination {

    private Destination() {}

    /**
     * A folder as it is now, against what a plan needs.
     *
     * @param taken bytes that the plan takes there, holes counted where there are none
     * @param free bytes that may be used
     * @param fileSystem its type as the system calls it
     * @param obstacle why it cannot be used, if so
     */
    public record Suitability(
            Path folder,
            long taken,
            long free,
            String fileSystem,
            Optional<FatalException> obstacle) {}

    public static Suitability suitability(Path folder, SpaceNeed need) {
        return suitability(folder, need, FileSystem.of(folder));
    }

    static Suitability suitability(Path folder, SpaceNeed need, FileSystem fileSystem) {
        Optional<FatalException> obstacle = Optional.empty();
        try {
            check(folder, need, fileSystem);
        } catch (FatalException unusable) {
            obstacle = Optional.of(unusable);
        }
        return new Suitability(
                folder, taken(need, fileSystem), fileSystem.free(), fileSystem.name(), obstacle);
    }

    /** Bytes that a plan takes on a file system. */
    private static long taken(SpaceNeed need, FileSystem fileSystem) {
        return fileSystem.keepsHoles() ? need.bytes() : need.withHoles();
    }

    /**
     * @throws FatalException if the folder cannot be made or written to, or the plan does not fit
     */
    static void check(Path folder, SpaceNeed need) throws FatalException {
        check(folder, need, FileSystem.of(folder));
    }

    private static void check(Path folder, SpaceNeed need, FileSystem fileSystem)
            throws FatalException {
        Path existing = FileSystem.existing(folder);
        String name = folder.toString();
        if (!Files.isDirectory(existing)) {
            throw new FatalException(new UnusableDestination.NotAFolder(existing.toString()));
        }
        if (!Files.isWritable(existing)) {
            throw new FatalException(new UnusableDestination.NotWritable(existing.toString()));
        }
        fits(name, need, fileSystem);
        mayBeWritten(need, FileSizeLimit.ofThisProcess());
    }

    /** Makes the folder and those above it where they are not there yet. */
    static void make(Path folder) throws FatalException {
        try {
            Files.createDirectories(folder);
        } catch (IOException failed) {
            throw new FatalException(new UnusableDestination.NotWritable(folder.toString()));
        }
    }

    static void fits(String folder, SpaceNeed need, FileSystem fileSystem) throws FatalException {
        if (fileSystem.largestFile().isPresent()
                && need.largestFile() > fileSystem.largestFile().getAsLong()) {
            throw new FatalException(
                    new UnusableDestination.FileTooLarge(
                            folder,
                            fileSystem.name(),
                            new ByteCount(need.largestFile()),
                            new ByteCount(fileSystem.largestFile().getAsLong())));
        }
        long needed = taken(need, fileSystem);
        if (needed > fileSystem.free()) {
            throw new FatalException(
                    new UnusableDestination.TooSmall(
                            folder, new ByteCount(needed), new ByteCount(fileSystem.free())));
        }
    }

    /**
     * @param limit of this process, in bytes
     */
    static void mayBeWritten(SpaceNeed need, OptionalLong limit) throws FatalException {
        if (limit.isPresent() && need.largestFile() > limit.getAsLong()) {
            throw new FatalException(
                    new UnusableDestination.FileSizeLimited(
                            new ByteCount(need.largestFile()), new ByteCount(limit.getAsLong())));
        }
    }

    /**
     * Whether names have to suit Windows' file systems.
     *
     * @param folder exists
     */
    public static boolean needsPortableNames(Path folder) {
        return FileSystem.needsPortableNames(folder);
    }

    /** How files are copied out of disks into a folder. */
    public static CopyOptions copyOptions(Path folder) {
        return needsPortableNames(folder) ? CopyOptions.PORTABLE : CopyOptions.AS_IN_IMAGE;
    }
}
