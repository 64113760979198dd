package org.lifeboat.disk.copy;

import org.lifeboat.disk.ext4.Ext4;
import org.lifeboat.disk.ext4.FileContent;
import org.lifeboat.disk.ext4.FileState;
import org.lifeboat.disk.ext4.FolderEntry;
import org.lifeboat.disk.ext4.Integrity;
import org.lifeboat.local.SyncGroup;
import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Writes the files of a copy, as many at once as there are cores, and gives them their names once
 * they are on the disk.
 */
final class FileWriters implements AutoCloseable {

    private static final int WRITERS = Math.min(4, Runtime.getRuntime().availableProcessors());

    /** Files that wait for a writer. */
    private static final int MOST_WAITING = 64;

    private final Ext4 fileSystem;
    private final Path destination;
    private final CopyProgress progress;
    private final CopyLog log;
    private final Cancellation cancellation;
    private final SyncGroup finished;
    private final ExecutorService writers =
            Executors.newFixedThreadPool(
                    WRITERS, Thread.ofPlatform().daemon().name("copy-", 1).factory());
    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private final HardLinks hardLinks = new HardLinks();

    FileWriters(
            Ext4 fileSystem,
            Path destination,
            CopyProgress progress,
            CopyLog log,
            Cancellation cancellation) {
        this.fileSystem = fileSystem;
        this.destination = destination;
        this.progress = progress;
        this.log = log;
        this.cancellation = cancellation;
        this.finished = new SyncGroup(destination);
    }

    /** Waits for all files to be written. Not all of them have their names yet. */
    @Override
    public void close() {
        writers.close();
    }

    /** Gives those that are written their names. */
    void finish() {
        finished.syncAll();
    }

    /**
     * Writes a file, or has it written soon. One that other names may lead to is written at once,
     * so that they can be linked to it.
     *
     * @throws IOException if it cannot be read or written
     */
    void write(FolderEntry entry, String path, CopyFolder parent) throws IOException {
        String name = parent.claim(entry);
        if (entry.links() < 2) {
            writeLater(entry, name, path, parent);
        } else if (!linked(entry, name, parent)) {
            Optional<CopyFile> file = write(entry, name, path, parent);
            if (file.isPresent()) {
                parent.retain();
                SyncGroup alone = new SyncGroup(destination);
                alone.add(new Written(file.get(), entry, path, parent));
                alone.syncAll();
            }
        }
    }

    private void writeLater(FolderEntry entry, String name, String path, CopyFolder parent) {
        waiting.acquireUninterruptibly();
        parent.retain();
        writers.execute(
                () -> {
                    boolean handedOver = false;
                    try {
                        Optional<CopyFile> file = write(entry, name, path, parent);
                        if (file.isPresent()) {
                            handedOver = true;
                            finished.add(new Written(file.get(), entry, path, parent));
                        }
                    } catch (ProblemException broken) {
                        log.note(path, broken.problem());
                    } catch (IOException | RuntimeException failed) {
                        log.failed(path, failed);
                    } finally {
                        if (!handedOver) {
                            parent.release();
                        }
                        waiting.release();
                    }
                });
    }

    /** A file that gets its name when it is on the disk. */
    private final class Written implements SyncGroup.Member {
        private final CopyFile file;
        private final FolderEntry entry;
        private final String path;
        private final CopyFolder parent;

        /**
         * @param parent retained, and released when the file has its name or never will
         */
        Written(CopyFile file, FolderEntry entry, String path, CopyFolder parent) {
            this.file = file;
            this.entry = entry;
            this.path = path;
            this.parent = parent;
        }

        @Override
        public Path path() {
            return file.incomplete();
        }

        @Override
        public long size() {
            return entry.size();
        }

        @Override
        public void synced() {
            try {
                Path placed = file.rename();
                log.placed(entry, placed, parent);
                if (entry.links() > 1 && file.state() == FileState.WHOLE) {
                    hardLinks.remember(entry, placed);
                }
                if (file.state() != FileState.DAMAGED) {
                    progress.fileDone(entry.size());
                }
            } catch (IOException | RuntimeException failed) {
                log.failed(path, failed);
            } finally {
                parent.release();
            }
        }

        @Override
        public void failed(IOException why) {
            log.failed(path, why);
            parent.release();
        }
    }

    /** The whole file, closed, or nothing if the copy was cancelled. */
    private Optional<CopyFile> write(FolderEntry entry, String name, String path, CopyFolder parent)
            throws IOException {
        if (cancellation.isRequested() || log.isDiskFull()) {
            return Optional.empty();
        }
        FileContent content = fileSystem.content(entry);
        CopyFile file = new CopyFile(parent.staging(), entry, name);
        Optional<Integrity> integrity;
        try {
            integrity = file.write(content, progress, cancellation);
            if (integrity.isPresent()) {
                file.close();
            }
        } catch (ProblemException broken) {
            file.leave();
            throw broken;
        } catch (IOException | RuntimeException failed) {
            file.remove();
            throw failed;
        }
        if (integrity.isEmpty()) {
            file.remove();
            return Optional.empty();
        }
        boolean agrees = integrity.get() == Integrity.GOOD && entry.integrity() == Integrity.GOOD;
        if (integrity.get() != Integrity.GOOD) {
            log.note(path, new DiskProblem.ChecksumWrong(entry.inode()));
        }
        if (!agrees && fileSystem.isSalvaged()) {
            file.doubt();
        }
        noteState(file.state(), content, path);
        return Optional.of(file);
    }

    private void noteState(FileState state, FileContent content, String path) throws IOException {
        switch (state) {
            case WHOLE -> {}
            case DOUBTFUL -> log.note(path, new DiskProblem.Doubtful());
            case DAMAGED -> log.note(path, content.lost());
        }
    }

    /** Whether the file is there already under another name, and now under this one too. */
    private boolean linked(FolderEntry entry, String name, CopyFolder parent) {
        Optional<Path> first = hardLinks.first(entry);
        if (first.isEmpty() || entry.state() != FileState.WHOLE) {
            return false;
        }
        try {
            Path made = parent.staging().make(name, link -> Files.createLink(link, first.get()));
            log.placed(entry, made, parent);
            progress.fileDone(0);
            return true;
        } catch (IOException | UnsupportedOperationException notHere) {
            return false;
        }
    }
}
