package org.lifeboat.wizard.steps;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.wizard.kit.Background;

import java.nio.file.Path;
import java.util.Optional;

/** What models' tests share: a session without a window, and ways to fill it. */
abstract class ModelTest {

    @TempDir Path folder;
    final Session session = new Session(Optional.empty());

    @AfterEach
    void closeSession() {
        session.close();
    }

    final Path written(BackupBuilder backup) {
        return backup.write(folder.resolve("backup"));
    }

    /** Takes a backup through the first two pages. */
    final void open(BackupBuilder backup) {
        open(written(backup), BackupBuilder.PASSPHRASE);
    }

    final void open(Path file, String passphrase) {
        session.fileProperty().set(Optional.of(file));
        new PassphraseModel(session, Background.DIRECT).check(passphrase.toCharArray(), () -> {});
    }

    /** And through the third and fourth, with the ticks that are set at first. */
    final VmsModel choose(BackupBuilder backup) {
        open(backup);
        VmsModel vms = new VmsModel(session);
        vms.list();
        return vms;
    }
}
