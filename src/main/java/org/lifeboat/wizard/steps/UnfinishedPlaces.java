package org.lifeboat.wizard.steps;

import org.lifeboat.local.Settings;
import org.lifeboat.restore.OpenBackup;
import org.lifeboat.restore.UnfinishedRestore;

import java.nio.file.Path;
import java.util.Optional;

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
        Settings.putPath(KEY, destination.toAbsolutePath(), MOST);
    }

    /** When it has ended, and there is nothing to go on with. */
    static void forget(Path destination) {
        Settings.forgetPath(KEY, destination.toAbsolutePath());
    }

    static void forgetAll() {
        Settings.forget(KEY);
    }

    /** The folder where a restore of the backup waits to be gone on with, if there still is one. */
    static Optional<Path> of(OpenBackup backup) {
        return Settings.paths(KEY).stream()
                .filter(folder -> UnfinishedRestore.isRecordedIn(folder, backup))
                .findFirst();
    }
}
