package org.lifeboat.wizard;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboat.testing.BackupBuilder;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

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

    /** Work that is done when a test says so, in whatever order. */
    static final class Later implements Background {
        private final Deque<Runnable> waiting = new ArrayDeque<>();

        @Override
        public <T> void run(Callable<T> work, Consumer<T> done, Consumer<Throwable> failed) {
            waiting.add(() -> DIRECT.run(work, done, failed));
        }

        void finishFirst() {
            waiting.removeFirst().run();
        }

        void finishLast() {
            waiting.removeLast().run();
        }

        int count() {
            return waiting.size();
        }
    }
}
