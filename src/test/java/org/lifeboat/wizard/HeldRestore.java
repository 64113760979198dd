package org.lifeboat.wizard;

import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A restore that stands still in its middle until it is cancelled, so that there is all the time in
 * the world to look at it.
 */
final class HeldRestore implements Supplier<Cancellation> {

    private static final int CHUNK = 100_000;
    private static final int DISK = 30 * CHUNK;

    private final BooleanSupplier reached;

    /**
     * @param reached whether the work is where it shall stand still
     */
    HeldRestore(BooleanSupplier reached) {
        this.reached = reached;
    }

    /** Stands still as soon as there is something in this file or folder. */
    static HeldRestore at(Path path) {
        return new HeldRestore(() -> hasContent(path));
    }

    private static boolean hasContent(Path path) {
        try {
            return Files.exists(path)
                    && (!Files.isDirectory(path) ? Files.size(path) > 0 : !isEmpty(path));
        } catch (IOException justRenamed) {
            return false;
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    /** One large disk of many parts, and a small one. */
    static Path writeBackup(Path file) {
        BackupBuilder backup = new BackupBuilder().chunkSize(CHUNK);
        backup.vm("slow").file("private.img", BackupBuilder.random(1, DISK));
        backup.vm("quick").file("private.img", BackupBuilder.random(2, 1_000));
        return backup.seal().write(file);
    }

    @Override
    public Cancellation get() {
        return new Held(reached);
    }

    private static final class Held extends Cancellation {

        private final BooleanSupplier reached;
        private final CountDownLatch cancelled = new CountDownLatch(1);

        private Held(BooleanSupplier reached) {
            this.reached = reached;
        }

        @Override
        public void request() {
            super.request();
            cancelled.countDown();
        }

        @Override
        public boolean isRequested() {
            if (!super.isRequested() && reached.getAsBoolean()) {
                try {
                    cancelled.await();
                } catch (InterruptedException closed) {
                    Thread.currentThread().interrupt();
                    super.request();
                }
            }
            return super.isRequested();
        }
    }
}
