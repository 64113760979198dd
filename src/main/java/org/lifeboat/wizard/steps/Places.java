package org.lifeboat.wizard.steps;

import org.lifeboat.local.OperatingSystem;
import org.lifeboat.local.StateFolder;
import org.lifeboat.wizard.kit.Folders;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where a backup may be: drives that can be taken out, folders that were used before, the usual
 * folders.
 */
final class Places {

    private static final int MOST = 8;
    private static final Path RECENT = StateFolder.path().resolve("recent");
    private static final int MOST_RECENT = 4;

    private Places() {}

    /**
     * A file that may be a backup, by its name.
     *
     * @param size in bytes
     */
    record Candidate(Path path, long size, Instant modified) {}

    /** The newest first. Looks into folders, not below them. */
    static List<Candidate> candidates() {
        List<Candidate> found = new ArrayList<>();
        for (Path folder : folders()) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*qubes*")) {
                for (Path file : files) {
                    if (Files.isRegularFile(file) && !file.getFileName().toString().contains(".")) {
                        found.add(
                                new Candidate(
                                        file,
                                        Files.size(file),
                                        Files.getLastModifiedTime(file).toInstant()));
                    }
                }
            } catch (IOException | RuntimeException notReadable) {
                // Another place.
            }
        }
        found.sort(Comparator.comparing(Candidate::modified).reversed());
        return found.stream().limit(MOST).toList();
    }

    static List<Path> folders() {
        Set<Path> folders = new LinkedHashSet<>(recent());
        Path home = Folders.home();
        String user = System.getProperty("user.name", "");
        for (String mounts :
                List.of("/media/" + user, "/run/media/" + user, "/media", "/mnt", "/Volumes")) {
            folders.add(Path.of(mounts));
            folders.addAll(children(Path.of(mounts)));
        }
        if (OperatingSystem.CURRENT == OperatingSystem.WINDOWS) {
            FileSystems.getDefault().getRootDirectories().forEach(folders::add);
        }
        for (String usual : List.of("", "Downloads", "Documents", "Desktop")) {
            folders.add(home.resolve(usual));
        }
        return folders.stream().filter(Files::isDirectory).toList();
    }

    /** Keeps the folder for the next time, where the system lets us. */
    static void remember(Path file) {
        Set<Path> folders = new LinkedHashSet<>();
        folders.add(file.toAbsolutePath().getParent());
        folders.addAll(recent());
        List<String> lines = folders.stream().limit(MOST_RECENT).map(Path::toString).toList();
        try {
            Files.createDirectories(RECENT.getParent());
            Files.write(RECENT, lines);
        } catch (IOException | RuntimeException noPlaceForIt) {
            // A live system with a home that cannot be written to.
        }
    }

    private static List<Path> recent() {
        try {
            return Files.readAllLines(RECENT).stream().limit(MOST_RECENT).map(Path::of).toList();
        } catch (IOException | RuntimeException nothingKept) {
            return List.of();
        }
    }

    private static List<Path> children(Path folder) {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            all.forEach(children::add);
        } catch (IOException | RuntimeException notThere) {
            return List.of();
        }
        return children;
    }
}
