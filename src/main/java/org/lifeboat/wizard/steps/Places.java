package org.lifeboat.wizard.steps;

import org.lifeboat.header.BackupHeader;
import org.lifeboat.local.Drives;
import org.lifeboat.local.OperatingSystem;
import org.lifeboat.local.Settings;
import org.lifeboat.wizard.kit.Folders;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Where a backup may be: drives that can be taken out, folders that were used before, the usual
 * folders.
 */
final class Places {

    private static final int MOST = 8;
    private static final String RECENT = "recent-folders";
    private static final int MOST_RECENT = 3;

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
            find(folder, Places::isNamedLikeOne, found);
        }
        return newest(found);
    }

    /** Those in a folder that somebody chose, whatever they are called; the newest first. */
    static List<Candidate> backupsIn(Path folder) {
        List<Candidate> found = new ArrayList<>();
        find(folder, Places::beginsLikeOne, found);
        return newest(found);
    }

    private static List<Candidate> newest(List<Candidate> found) {
        found.sort(Comparator.comparing(Candidate::modified).reversed());
        return found.stream().limit(MOST).toList();
    }

    private static void find(Path folder, Predicate<Path> isOne, List<Candidate> found) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (Files.isRegularFile(file) && isOne.test(file)) {
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

    private static boolean isNamedLikeOne(Path file) {
        String name = file.getFileName().toString();
        return name.contains("qubes") && !name.contains(".");
    }

    /** By the name of the first entry; or, where that is damaged, by the file's own name. */
    private static boolean beginsLikeOne(Path file) {
        byte[] name = BackupHeader.NAME.getBytes(StandardCharsets.US_ASCII);
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(name.length), name) || isNamedLikeOne(file);
        } catch (IOException notReadable) {
            return false;
        }
    }

    static List<Path> folders() {
        Set<Path> folders = new LinkedHashSet<>(recent());
        Path home = Folders.home();
        for (Path mounts : Drives.mounts()) {
            folders.add(mounts);
            folders.addAll(children(mounts));
        }
        if (OperatingSystem.CURRENT == OperatingSystem.WINDOWS) {
            FileSystems.getDefault().getRootDirectories().forEach(folders::add);
        }
        for (String usual : List.of("", "Downloads", "Documents", "Desktop")) {
            folders.add(home.resolve(usual));
        }
        return folders.stream()
                .filter(Files::isDirectory)
                .map(Folders::straight)
                .distinct()
                .toList();
    }

    /** Keeps the folder for the next time, where the system lets us. */
    static void remember(Path file) {
        Path folder = Folders.straight(file.toAbsolutePath().getParent());
        Settings.putPath(RECENT, folder, MOST_RECENT);
    }

    /** As if no backup had ever been opened here. */
    static void forget() {
        Settings.forget(RECENT);
        UnfinishedPlaces.forgetAll();
    }

    /** Folders that a backup was opened in, the last one first; perhaps not there any more. */
    static List<Path> recent() {
        return Settings.paths(RECENT).stream()
                .limit(MOST_RECENT)
                .map(Folders::straight)
                .distinct()
                .toList();
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
