package org.lifeboat.disk.copy;

import org.lifeboat.disk.ext4.Ext4;
import org.lifeboat.disk.ext4.FileContent;
import org.lifeboat.disk.ext4.FolderEntry;
import org.lifeboat.disk.ext4.Found;
import org.lifeboat.disk.ext4.Integrity;
import org.lifeboat.disk.ext4.TreeWalk;
import org.lifeboat.local.FullDisk;
import org.lifeboat.local.Permissions;
import org.lifeboat.local.SyncGroup;
import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.ProblemException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/**
 * One copy, from its first entry to its last. This thread walks the tree and makes folders and
 * links; others write the files, as many at once as there are cores.
 */
final class CopyRun {

    private static final int WRITERS = Math.min(4, Runtime.getRuntime().availableProcessors());

    /** Files that wait for a writer. */
    private static final int MOST_WAITING = 64;

    /** Files of several names that are remembered; more of them become copies. */
    private static final int MAX_HARD_LINKS = 100_000;

    private final Ext4 fileSystem;
    private final CopyOptions options;
    private final CopyProgress progress;
    private final BooleanSupplier cancelled;
    private final SyncGroup finished;
    private final ExecutorService writers =
            Executors.newFixedThreadPool(
                    WRITERS, Thread.ofPlatform().daemon().name("copy-", 1).factory());
    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private final Path destination;
    private final Map<Long, Path> hardLinks = new HashMap<>();
    private final List<CopyResult.Item> items = new ArrayList<>();
    private final List<TreeWalk.Trouble> problems = new ArrayList<>();
    private long problemCount;
    private volatile boolean diskFull;

    CopyRun(
            Ext4 fileSystem,
            CopyOptions options,
            Path destination,
            CopyProgress progress,
            BooleanSupplier cancelled) {
        this.destination = destination;
        this.finished = new SyncGroup(destination);
        this.fileSystem = fileSystem;
        this.options = options;
        this.progress = progress;
        this.cancelled = cancelled;
    }

    CopyResult run(List<FolderEntry> entries) {
        boolean ended = true;
        CopyFolder root = new CopyFolder(destination, Optional.empty(), options.portable(), true);
        try (writers) {
            for (FolderEntry entry : entries) {
                ended = ended && copy(entry, root);
            }
        }
        // Not in the walk, for writers leave files out after that came to its end.
        boolean isCancelled = cancelled.getAsBoolean();
        finished.syncAll();
        synchronized (this) {
            return new CopyResult(
                    items,
                    progress.files(),
                    progress.folders(),
                    progress.links(),
                    progress.bytes(),
                    problems,
                    problemCount,
                    isCancelled && !diskFull);
        }
    }

    /** Goes through one entry and all below it; false if that ended before its end. */
    private boolean copy(FolderEntry entry, CopyFolder root) {
        TreeWalk walk = fileSystem.walk(entry, options.limits());
        Deque<CopyFolder> open = new ArrayDeque<>();
        boolean ended = true;
        while (ended && walk.hasNext()) {
            Found found = walk.next();
            while (open.size() > found.depth()) {
                open.pop().release();
            }
            CopyFolder parent = found.depth() == 0 ? root : open.peek();
            String path = path(entry, found);
            progress.at(path);
            Optional<CopyFolder> folder = copy(found.entry(), path, parent);
            folder.ifPresentOrElse(open::push, walk::skip);
            ended = !cancelled.getAsBoolean() && !diskFull;
        }
        open.forEach(CopyFolder::release);
        walk.takeProblems()
                .forEach(trouble -> note(join(entry, trouble.path()), trouble.problem()));
        return ended;
    }

    private static String path(FolderEntry start, Found found) {
        return join(start, found.path());
    }

    private static String join(FolderEntry start, String below) {
        String first = start.name().text();
        return first.isEmpty() || below.isEmpty() ? first + below : first + "/" + below;
    }

    /** Copies one entry; a folder that was made is returned to be filled. */
    private Optional<CopyFolder> copy(FolderEntry entry, String path, CopyFolder parent) {
        entry.problem().ifPresent(problem -> note(path, problem));
        if (entry.integrity() == Integrity.DAMAGED) {
            return Optional.empty();
        }
        if (entry.locked()) {
            note(path, new DiskProblem.Locked(entry.inode()));
            return Optional.empty();
        }
        try {
            switch (entry.kind()) {
                case FILE -> file(entry, path, parent);
                case FOLDER -> {
                    return Optional.of(folder(entry, parent));
                }
                case LINK -> link(entry, path, parent);
                default -> note(path, new DiskProblem.KindLeftOut(entry.inode()));
            }
        } catch (ProblemException broken) {
            note(path, broken.problem());
        } catch (IOException | RuntimeException failed) {
            // Runtime exceptions too: file systems throw them for names and times not theirs.
            writeFailed(path, failed);
        }
        return Optional.empty();
    }

    private CopyFolder folder(FolderEntry entry, CopyFolder parent) throws IOException {
        Path path =
                entry.name().bytes().length == 0
                        ? parent.path()
                        : Files.createDirectory(
                                parent.path().resolve(parent.claim(entry.name())),
                                Permissions.ownerOnly("rwx------"));
        made(entry, path, parent);
        progress.folderDone();
        boolean isNew = !path.equals(parent.path());
        return new CopyFolder(
                path, Optional.of(entry).filter(e -> isNew), options.portable(), false);
    }

    private synchronized void made(FolderEntry entry, Path path, CopyFolder parent) {
        if (parent.isDestination()) {
            items.add(new CopyResult.Item(entry, path));
        }
    }

    private void link(FolderEntry entry, String path, CopyFolder parent) throws IOException {
        String target = fileSystem.linkTarget(entry).text();
        if (options.portable()) {
            note(path, new DiskProblem.LinkNotMade(target));
            return;
        }
        try {
            Path made = parent.path().resolve(parent.claim(entry.name()));
            Files.createSymbolicLink(made, made.getFileSystem().getPath(target));
            made(entry, made, parent);
            progress.linkDone();
        } catch (IOException | RuntimeException notHere) {
            note(path, new DiskProblem.LinkNotMade(target));
        }
    }

    private void file(FolderEntry entry, String path, CopyFolder parent) throws IOException {
        String name = parent.claim(entry.name());
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
                        note(path, broken.problem());
                    } catch (IOException | RuntimeException failed) {
                        writeFailed(path, failed);
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
                made(entry, placed, parent);
                if (entry.links() > 1) {
                    rememberTwin(entry, placed);
                }
                progress.fileDone();
            } catch (IOException | RuntimeException failed) {
                writeFailed(path, failed);
            } finally {
                parent.release();
            }
        }

        @Override
        public void failed(IOException why) {
            writeFailed(path, why);
            parent.release();
        }
    }

    private synchronized Path twin(FolderEntry entry) {
        return hardLinks.get(entry.inode());
    }

    private synchronized void rememberTwin(FolderEntry entry, Path placed) {
        if (hardLinks.size() < MAX_HARD_LINKS) {
            hardLinks.put(entry.inode(), placed);
        }
    }

    /** The whole file, closed, or nothing if the copy was cancelled. */
    private Optional<CopyFile> write(FolderEntry entry, String name, String path, CopyFolder parent)
            throws IOException {
        if (cancelled.getAsBoolean() || diskFull) {
            return Optional.empty();
        }
        FileContent content = fileSystem.content(entry);
        CopyFile file = new CopyFile(parent, entry, name);
        Optional<Integrity> integrity;
        try {
            integrity = file.write(content, progress, cancelled);
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
        if (integrity.get() != Integrity.GOOD) {
            note(path, new DiskProblem.ChecksumWrong(entry.inode()));
        }
        return Optional.of(file);
    }

    /** Whether the file is there already under another name, and now under this one too. */
    private boolean linked(FolderEntry entry, String name, CopyFolder parent) {
        Path first = twin(entry);
        if (first == null) {
            return false;
        }
        try {
            Path made = Files.createLink(parent.path().resolve(name), first);
            made(entry, made, parent);
            progress.fileDone();
            return true;
        } catch (IOException | UnsupportedOperationException notHere) {
            return false;
        }
    }

    /** A full disk ends the copy; anything else is this file's problem. */
    private void writeFailed(String path, Exception failed) {
        String reason = String.valueOf(failed.getMessage());
        boolean full = FullDisk.isCauseOf(failed);
        if (full) {
            diskFull = true;
        }
        note(path, full ? new DiskProblem.DriveFull() : new DiskProblem.WriteFailed(reason));
    }

    private synchronized void note(String path, Problem problem) {
        problemCount++;
        if (problems.size() < CopyResult.MAX_PROBLEMS) {
            problems.add(new TreeWalk.Trouble(path, problem));
        }
    }
}
