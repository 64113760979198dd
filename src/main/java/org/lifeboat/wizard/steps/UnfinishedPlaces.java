package org.lifeboat.wizard.steps;

import org.lifeboat.local.Settings;
import org.lifeboat.restore.OpenBackup;
import org.lifeboat.restore.UnfinishedRestore;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Folders that restores were begun into and have not ended, kept for the next run of the program:
 * whoever paused one need not know where it went.
 */
final class UnfinishedPlaces {

    private static final String KEY = "unfinished-restores";
    private static final int MOST = 6;

    private UnfinishedPlaces() {}

    /** When a restore begins. */
    static void remember(Path destination) {
        Set<Path> all = new LinkedHashSet<>();
        all.add(destination.toAbsolutePath());
        all.addAll(all());
        keep(all);
    }

    /** When it has ended, and there is nothing to go on with. */
    static void forget(Path destination) {
        Set<Path> all = new LinkedHashSet<>(all());
        if (all.remove(destination.toAbsolutePath())) {
            keep(all);
        }
    }

    static void forgetAll() {
        Settings.forget(KEY);
    }

    /** The folder where a restore of the backup waits to be gone on with, if there still is one. */
    static Optional<Path> of(OpenBackup backup) {
        return all().stream()
                .filter(folder -> UnfinishedRestore.isRecordedIn(folder, backup))
                .findFirst();
    }

    private static void keep(Set<Path> all) {
        if (all.isEmpty()) {
            forgetAll();
            return;
        }
        Settings.put(
                KEY,
                all.stream().limit(MOST).map(Path::toString).collect(Collectors.joining("\n")));
    }

    private static List<Path> all() {
        try {
            return Settings.get(KEY).stream()
                    .flatMap(String::lines)
                    .limit(MOST)
                    .map(Path::of)
                    .toList();
        } catch (InvalidPathException notOurs) {
            return List.of();
        }
    }
}
