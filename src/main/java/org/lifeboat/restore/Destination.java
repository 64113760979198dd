package org.lifeboat.restore;

import org.lifeboat.disk.copy.CopyOptions;
import org.lifeboat.local.FreeSpace;
import org.lifeboat.problem.ByteCount;
import org.lifeboat.problem.FatalException;
import org.lifeboat.problem.UnusableDestination;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** What can be known of a folder to restore into before anything is written there. */
public final class Destination {

    /** FAT32's largest file, in bytes. */
    private static final long FAT32_LARGEST = (1L << 32) - 1;

    private Destination() {}

    /**
     * A folder as it is now, against what a plan needs.
     *
     * @param taken bytes that the plan takes there, holes counted where there are none
     * @param free bytes that may be used
     * @param fileSystem its type as the system calls it
     * @param obstacle why it cannot be used, if so
     */
    public record Look(
            Path folder,
            long taken,
            long free,
            String fileSystem,
            Optional<FatalException> obstacle) {}

    public static Look look(Path folder, SpaceNeed need) {
        return look(folder, need, FileSystem.of(folder));
    }

    static Look look(Path folder, SpaceNeed need, FileSystem fileSystem) {
        Optional<FatalException> obstacle = Optional.empty();
        try {
            check(folder, need, fileSystem);
        } catch (FatalException unusable) {
            obstacle = Optional.of(unusable);
        }
        return new Look(
                folder, fileSystem.taken(need), fileSystem.free(), fileSystem.name(), obstacle);
    }

    /**
     * The file system that a folder is on, or will be on.
     *
     * @param name its type as the system calls it
     * @param free bytes that may be used
     * @param largestFile in bytes, where there is a limit that matters
     * @param keepsHoles whether what was not written of a file takes no space
     */
    record FileSystem(String name, long free, OptionalLong largestFile, boolean keepsHoles) {
        static FileSystem of(Path folder) {
            Path existing = existing(folder);
            long free = FreeSpace.in(existing).orElse(0);
            String type = type(existing);
            return new FileSystem(type, free, largestFile(type), keepsHoles(type));
        }

        /** Empty where the system does not tell. */
        private static String type(Path existing) {
            try {
                return Files.getFileStore(existing).type();
            } catch (IOException unknown) {
                return "";
            }
        }

        private static boolean keepsHoles(String type) {
            return switch (type.toLowerCase(Locale.ROOT)) {
                case "vfat", "msdos", "fat", "fat32", "exfat", "hfs", "hfsplus" -> false;
                default -> true;
            };
        }

        /** Bytes that a plan takes on it. */
        long taken(SpaceNeed need) {
            return keepsHoles ? need.bytes() : need.withHoles();
        }

        private static OptionalLong largestFile(String type) {
            return switch (type.toLowerCase(Locale.ROOT)) {
                case "vfat", "msdos", "fat", "fat32" -> OptionalLong.of(FAT32_LARGEST);
                default -> OptionalLong.empty();
            };
        }
    }

    /**
     * @throws FatalException if the folder cannot be made or written to, or the plan does not fit
     */
    static void check(Path folder, SpaceNeed need) throws FatalException {
        check(folder, need, FileSystem.of(folder));
    }

    private static void check(Path folder, SpaceNeed need, FileSystem fileSystem)
            throws FatalException {
        Path existing = existing(folder);
        String name = folder.toString();
        if (!Files.isDirectory(existing)) {
            throw new FatalException(new UnusableDestination.NotAFolder(existing.toString()));
        }
        if (!Files.isWritable(existing)) {
            throw new FatalException(new UnusableDestination.NotWritable(existing.toString()));
        }
        fits(name, need, fileSystem);
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
        long needed = fileSystem.taken(need);
        if (needed > fileSystem.free()) {
            throw new FatalException(
                    new UnusableDestination.TooSmall(
                            folder, new ByteCount(needed), new ByteCount(fileSystem.free())));
        }
    }

    /** Whether names have to suit Windows' file systems. */
    public static boolean needsPortableNames(Path folder) {
        if (System.getProperty("os.name", "").startsWith("Windows")) {
            return true;
        }
        return switch (FileSystem.type(folder).toLowerCase(Locale.ROOT)) {
            case "vfat", "msdos", "exfat", "ntfs", "ntfs3", "fuseblk", "cifs", "smb3" -> true;
            default -> false;
        };
    }

    /** How files are copied out of disks into a folder. */
    public static CopyOptions copyOptions(Path folder) {
        return needsPortableNames(folder) ? CopyOptions.PORTABLE : CopyOptions.AS_IN_IMAGE;
    }

    /** The folder, or the nearest one above it that is there. */
    private static Path existing(Path folder) {
        Path path = folder.toAbsolutePath().normalize();
        while (!Files.exists(path) && path.getParent() != null) {
            path = path.getParent();
        }
        return path;
    }
}
