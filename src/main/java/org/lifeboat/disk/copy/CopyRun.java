package org.lifeboat.disk.copy;

import org.lifeboat.disk.ext4.Ext4;
import org.lifeboat.disk.ext4.FileState;
import org.lifeboat.disk.ext4.FolderEntry;
import org.lifeboat.disk.ext4.Found;
import org.lifeboat.disk.ext4.Integrity;
import org.lifeboat.disk.ext4.TreeWalk;
import org.lifeboat.local.PrivateFiles;
import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * One copy, from its first entry to its last. This thread walks the tree and makes folders and
 * links; {@link FileWriters} write the files.
 */
final class CopyRun {

    private final Ext4 fileSystem;
    private final CopyOptions options;
    private final Path destination;
    private final CopyProgress progress;
    private final Cancellation cancellation;
    private final CopyLog log = new CopyLog();
    private final FileWriters writers;
    private final FilesByPlace byPlace;

    CopyRun(
            Ext4 fileSystem,
            CopyOptions options,
            Path destination,
            CopyProgress progress,
            Cancellation cancellation) {
        this.fileSystem = fileSystem;
        this.options = options;
        this.destination = destination;
        this.progress = progress;
        this.cancellation = cancellation;
        this.writers = new FileWriters(fileSystem, destination, progress, log, cancellation);
        this.byPlace = new FilesByPlace(fileSystem, this::writeFile);
    }

    CopyResult run(List<FolderEntry> entries) {
        boolean ended = true;
        CopyFolder root = new CopyFolder(destination, Optional.empty(), options.portable(), true);
        try (writers) {
            for (FolderEntry entry : entries) {
                ended = ended && copy(entry, root);
            }
            byPlace.writeAll();
        }
        // Not in the walk, for writers leave files out after that came to its end.
        boolean isCancelled = cancellation.isRequested();
        writers.finish();
        return log.result(progress, isCancelled);
    }

    /** Goes through one entry and all below it; false if that ended before its end. */
    private boolean copy(FolderEntry entry, CopyFolder root) {
        TreeWalk walk = fileSystem.walk(entry, options.limits(), cancellation);
        Deque<CopyFolder> open = new ArrayDeque<>();
        boolean ended = true;
        while (ended && hasNext(walk)) {
            Found found = walk.next();
            while (open.size() > found.depth()) {
                open.pop().release();
            }
            CopyFolder parent = found.depth() == 0 ? root : open.peek();
            String path = path(entry, found);
            progress.at(path);
            Optional<CopyFolder> folder = copy(found.entry(), path, parent);
            folder.ifPresentOrElse(open::push, walk::skip);
            ended = !cancellation.isRequested() && !log.isDiskFull();
        }
        open.forEach(CopyFolder::release);
        walk.takeProblems()
                .forEach(trouble -> log.note(join(entry, trouble.path()), trouble.problem()));
        return ended;
    }

    /** False also if the search for what has no name, which may be under way, was cancelled. */
    static boolean hasNext(TreeWalk walk) {
        try {
            return walk.hasNext();
        } catch (CancellationException cancelled) {
            return false;
        }
    }

    private void writeFile(FolderEntry entry, String path, CopyFolder parent) {
        if (cancellation.isRequested() || log.isDiskFull()) {
            return;
        }
        progress.at(path);
        try {
            file(entry, path, parent);
        } catch (ProblemException broken) {
            log.note(path, broken.problem());
        } catch (IOException | RuntimeException failed) {
            log.failed(path, failed);
        }
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
        entry.problem().ifPresent(problem -> log.note(path, problem));
        if (entry.integrity() == Integrity.DAMAGED) {
            return Optional.empty();
        }
        if (entry.locked()) {
            log.note(path, new DiskProblem.Locked(entry.inode()));
            return Optional.empty();
        }
        try {
            switch (entry.kind()) {
                case FILE -> {
                    if (options.byPlace()) {
                        byPlace.add(entry, path, parent);
                    } else {
                        file(entry, path, parent);
                    }
                }
                case FOLDER -> {
                    return Optional.of(folder(entry, parent));
                }
                case LINK -> link(entry, path, parent);
                default -> log.note(path, new DiskProblem.KindLeftOut(entry.inode()));
            }
        } catch (ProblemException broken) {
            log.note(path, broken.problem());
        } catch (IOException | RuntimeException failed) {
            // Runtime exceptions too: file systems throw them for names and times not theirs.
            log.failed(path, failed);
        }
        return Optional.empty();
    }

    private void file(FolderEntry entry, String path, CopyFolder parent) throws IOException {
        if (options.onlyWhole() && fileSystem.state(entry) != FileState.WHOLE) {
            log.note(path, new DiskProblem.NotWhole());
        } else {
            writers.write(entry, path, parent);
        }
    }

    private CopyFolder folder(FolderEntry entry, CopyFolder parent) throws IOException {
        Path path =
                entry.name().bytes().length == 0
                        ? parent.path()
                        : parent.staging().make(parent.claim(entry), PrivateFiles::createFolder);
        log.placed(entry, path, parent);
        progress.folderDone();
        boolean isNew = !path.equals(parent.path());
        return new CopyFolder(
                path, Optional.of(entry).filter(e -> isNew), options.portable(), false);
    }

    private void link(FolderEntry entry, String path, CopyFolder parent) throws IOException {
        String target = fileSystem.linkTarget(entry).text();
        if (options.portable()) {
            log.note(path, new DiskProblem.LinkNotMade(target));
            return;
        }
        try {
            FileState state = fileSystem.state(entry);
            String name = parent.claim(entry);
            if (state != FileState.WHOLE) {
                name = FileNames.doubtful(name);
                log.note(path, new DiskProblem.Doubtful());
            }
            Path leadsTo = parent.path().getFileSystem().getPath(target);
            Path made =
                    parent.staging().make(name, link -> Files.createSymbolicLink(link, leadsTo));
            log.placed(entry, made, parent);
            progress.linkDone();
        } catch (IOException | RuntimeException notHere) {
            log.note(path, new DiskProblem.LinkNotMade(target));
        }
    }
}
