package org.lifeboat.local;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Drives that were plugged in, by where desktops mount them. */
public final class Drives {

    private Drives() {}

    /**
     * @param name as people know it
     * @param folder its root
     * @param free bytes that this user may write
     */
    public record Drive(String name, Path folder, long free) {}

    /** Folders that drives are mounted in, one below each. */
    public static List<Path> mounts() {
        String user = System.getProperty("user.name", "");
        return List.of(
                Path.of("/media/" + user),
                Path.of("/run/media/" + user),
                Path.of("/media"),
                Path.of("/mnt"),
                Path.of("/Volumes"));
    }

    /** Those that can be written to now. May wait for a drive that sleeps. */
    public static List<Drive> now() {
        List<Drive> drives = new ArrayList<>();
        if (OperatingSystem.CURRENT == OperatingSystem.WINDOWS) {
            FileSystems.getDefault().getRootDirectories().forEach(root -> add(root, drives));
        } else {
            mounts().forEach(mount -> addBelow(mount, drives));
        }
        return drives;
    }

    static void addBelow(Path mount, List<Drive> drives) {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(mount)) {
            FileStore own = Files.getFileStore(mount);
            for (Path child : all) {
                if (Files.isDirectory(child) && !Files.getFileStore(child).equals(own)) {
                    add(child, drives);
                }
            }
        } catch (IOException | RuntimeException notThere) {
            // There is no such drive.
        }
    }

    private static void add(Path folder, List<Drive> drives) {
        if (Files.isWritable(folder)) {
            Path last = folder.getFileName();
            String name = last == null ? folder.toString() : last.toString();
            FreeSpace.in(folder).ifPresent(free -> drives.add(new Drive(name, folder, free)));
        }
    }
}
