package org.lifeboat.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * The file system that a folder is on, or will be on.
 *
 * @param name its type as the system calls it, empty where the system does not tell
 * @param free bytes that this user may write
 * @param largestFile in bytes, where there is a limit that matters
 * @param keepsHoles whether what was not written of a file takes no space
 */
public record FileSystem(String name, long free, OptionalLong largestFile, boolean keepsHoles) {

    /** FAT32's largest file, in bytes. */
    private static final long FAT32_LARGEST = (1L << 32) - 1;

    /**
     * @param folder may not be there yet
     */
    public static FileSystem of(Path folder) {
        Path existing = existing(folder);
        long free = FreeSpace.in(existing).orElse(0);
        String type = type(existing);
        return new FileSystem(type, free, largestFile(type), keepsHoles(type));
    }

    /** Whether what is written there is gone when the computer is switched off. */
    public boolean isInMemory() {
        return switch (name) {
            case "tmpfs", "ramfs" -> true;
            case "overlay", "overlayfs", "aufs", "unionfs" -> LiveSystem.isRunning();
            default -> false;
        };
    }

    /** The folder, or the nearest one above it that is there. */
    public static Path existing(Path folder) {
        Path path = folder.toAbsolutePath().normalize();
        while (!Files.exists(path) && path.getParent() != null) {
            path = path.getParent();
        }
        return path;
    }

    /**
     * Whether names have to suit Windows' file systems.
     *
     * @param folder exists
     */
    public static boolean needsPortableNames(Path folder) {
        if (OperatingSystem.CURRENT == OperatingSystem.WINDOWS) {
            return true;
        }
        return switch (type(folder)) {
            case "vfat", "msdos", "exfat", "ntfs", "ntfs3", "fuseblk", "cifs", "smb3" -> true;
            default -> false;
        };
    }

    private static String type(Path existing) {
        try {
            return Files.getFileStore(existing).type().toLowerCase(Locale.ROOT);
        } catch (IOException unknown) {
            return "";
        }
    }

    private static boolean keepsHoles(String type) {
        return switch (type) {
            case "vfat", "msdos", "fat", "fat32", "exfat", "hfs", "hfsplus" -> false;
            default -> true;
        };
    }

    private static OptionalLong largestFile(String type) {
        return switch (type) {
            case "vfat", "msdos", "fat", "fat32" -> OptionalLong.of(FAT32_LARGEST);
            default -> OptionalLong.empty();
        };
    }
}
