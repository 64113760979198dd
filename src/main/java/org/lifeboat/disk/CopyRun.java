package org.lifeboat.disk;

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
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/**
 * One copy, from its first entry to its last. Files are synced by other threads while the next are
 * written, many at once: file systems write one journal entry for all that wait together.
 */
final class CopyRun {

    private static final int SYNCS_AT_ONCE = 128;

    /** Files of several names that are remembered; more of them become copies. */
    private static final int MAX_HARD_LINKS = 100_000;

    private final Ext4 fileSystem;
    private final CopyOptions options;
    private final CopyProgress progress;
    private final BooleanSupplier cancelled;
    private final Semaphore syncs = new Semaphore(SYNCS_AT_ONCE);
    private final Map<Long, Path> hardLinks = new HashMap<>();
    private final List<CopyResult.Item> items = new ArrayList<>();
    private final List<TreeWalk.Trouble> problems = new ArrayList<>();
    private long problemCount;
    private volatile boolean diskFull;

    CopyRun(
            Ext4 fileSystem,
            CopyOptions options,
            CopyProgress progress,
            BooleanSupplier cancelled) {
        this.fileSystem = fileSystem;
        this.options = options;
        this.progress = progress;
        this.cancelled = cancelled;
    }

    CopyResult run(List<Entry> entries, Path destination) {
        boolean ended = true;
        CopyFolder root = new CopyFolder(destination, Optional.empty(), options.portable(), true);
        for (Entry entry : entries) {
            ended = ended && copy(entry, root);
        }
        syncs.acquireUninterruptibly(SYNCS_AT_ONCE);
        syncs.release(SYNCS_AT_ONCE);
        synchronized (this) {
            return new CopyResult(
                    items,
                    progress.files(),
                    progress.folders(),
                    progress.links(),
                    progress.bytes(),
                    problems,
                    problemCount,
                    !ended && !diskFull);
        }
    }

    /** Goes through one entry and all below it; false if that ended before its end. */
    private boolean copy(Entry entry, CopyFolder root) {
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

    private static String path(Entry start, Found found) {
        return join(start, found.path());
    }

    private static String join(Entry start, String below) {
        String first = start.name().text();
        return first.isEmpty() || below.isEmpty() ? first + below : first + "/" + below;
    }

    /** Copies one entry; a folder that was made is returned to be filled. */
    private Optional<CopyFolder> copy(Entry entry, String path, CopyFolder parent) {
        entry.problem().ifPresent(problem -> note(path, problem));
        if (entry.verdict() == Verdict.DAMAGED) {
            return Optional.empty();
        }
        if (entry.locked()) {
            note(path, DiskProblem.of(DiskCode.LOCKED, entry.inode()));
            return Optional.empty();
        }
        try {
            switch (entry.kind()) {
                case FILE -> file(entry, path, parent);
                case FOLDER -> {
                    return Optional.of(folder(entry, parent));
                }
                case LINK -> link(entry, path, parent);
                default -> note(path, DiskProblem.of(DiskCode.KIND_LEFT_OUT, entry.inode()));
            }
        } catch (DiskException broken) {
            note(path, broken.problem());
        } catch (IOException | RuntimeException failed) {
            // Runtime exceptions too: file systems throw them for names and times not theirs.
            writeFailed(path, failed);
        }
        return Optional.empty();
    }

    private CopyFolder folder(Entry entry, CopyFolder parent) throws IOException {
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

    private synchronized void made(Entry entry, Path path, CopyFolder parent) {
        if (parent.isDestination()) {
            items.add(new CopyResult.Item(entry, path));
        }
    }

    private void link(Entry entry, String path, CopyFolder parent) throws IOException {
        String target = fileSystem.linkTarget(entry).text();
        if (options.portable()) {
            note(path, DiskProblem.of(DiskCode.LINK_NOT_MADE, target));
            return;
        }
        try {
            Path made = parent.path().resolve(parent.claim(entry.name()));
            Files.createSymbolicLink(made, made.getFileSystem().getPath(target));
            made(entry, made, parent);
            progress.linkDone();
        } catch (IOException | RuntimeException notHere) {
            note(path, DiskProblem.of(DiskCode.LINK_NOT_MADE, target));
        }
    }

    private void file(Entry entry, String path, CopyFolder parent) throws IOException {
        FileContent content = fileSystem.content(entry);
        String name = parent.claim(entry.name());
        boolean hasTwins = entry.links() > 1;
        if (hasTwins && linked(entry, name, parent)) {
            return;
        }
        CopyFile file = new CopyFile(parent, entry, name);
        Optional<Verdict> verdict;
        try {
            verdict = file.write(content, progress, cancelled);
        } catch (DiskException broken) {
            file.leave();
            throw broken;
        } catch (IOException | RuntimeException failed) {
            file.remove();
            throw failed;
        }
        if (verdict.isEmpty()) {
            file.remove();
            return;
        }
        if (verdict.get() != Verdict.GOOD) {
            note(path, DiskProblem.of(DiskCode.CHECKSUM_WRONG, entry.inode()));
        }
        if (hasTwins) {
            Path finished = finish(file, entry, parent);
            if (hardLinks.size() < MAX_HARD_LINKS) {
                hardLinks.put(entry.inode(), finished);
            }
        } else {
            finishLater(file, entry, path, parent);
        }
    }

    /** Whether the file is there already under another name, and now under this one too. */
    private boolean linked(Entry entry, String name, CopyFolder parent) {
        Path first = hardLinks.get(entry.inode());
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

    private Path finish(CopyFile file, Entry entry, CopyFolder parent) throws IOException {
        Path finished = file.finish();
        made(entry, finished, parent);
        progress.fileDone();
        return finished;
    }

    private void finishLater(CopyFile file, Entry entry, String path, CopyFolder parent) {
        syncs.acquireUninterruptibly();
        parent.retain();
        Thread.startVirtualThread(
                () -> {
                    try {
                        finish(file, entry, parent);
                    } catch (IOException | RuntimeException failed) {
                        writeFailed(path, failed);
                    } finally {
                        parent.release();
                        syncs.release();
                    }
                });
    }

    /** A full disk ends the copy; anything else is this file's problem. */
    private void writeFailed(String path, Exception failed) {
        String reason = String.valueOf(failed.getMessage());
        boolean full =
                reason.contains("No space left")
                        || reason.contains("not enough space")
                        || reason.contains("quota");
        if (full) {
            diskFull = true;
        }
        note(path, DiskProblem.of(full ? DiskCode.DISK_FULL : DiskCode.WRITE_FAILED, reason));
    }

    private synchronized void note(String path, DiskProblem problem) {
        problemCount++;
        if (problems.size() < CopyResult.MAX_PROBLEMS) {
            problems.add(new TreeWalk.Trouble(path, problem));
        }
    }
}
