package org.lifeboat.restore;

import org.lifeboat.archive.ArchivePath;
import org.lifeboat.archive.Chunk;
import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.content.MemberNames;
import org.lifeboat.format.BackupFormat;
import org.lifeboat.local.FileSystem;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.RunProblem;
import org.lifeboat.restore.ChunkLoader.Loaded;
import org.lifeboat.restore.inside.ChunkThreads;
import org.lifeboat.restore.inside.InsideDisk;
import org.lifeboat.restore.inside.ResidentChunks;
import org.lifeboat.watch.Cancellation;
import org.lifeboat.watch.Watch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

/**
 * Copies users' files out of disks that are not written. A disk is gone through to its archive's
 * end first: then every part of it is authentic, the archive is whole, and nothing was written yet.
 * Only then files are copied. Where anything is wrong, the image is wanted after all: it is what
 * damage is salvaged from.
 *
 * <p>One disk at a time, since each of them has all threads work for it.
 */
final class FilesInside {

    private final OpenBackup backup;
    private final ChunkLoading loading;
    private final Function<Path, FileSystem> fileSystems;

    FilesInside(OpenBackup backup, ChunkLoading loading) {
        this(backup, loading, FileSystem::of);
    }

    /**
     * @param fileSystems tells what a folder is on
     */
    FilesInside(OpenBackup backup, ChunkLoading loading, Function<Path, FileSystem> fileSystems) {
        this.backup = backup;
        this.loading = loading;
        this.fileSystems = fileSystems;
    }

    /**
     * Whether the disk in this archive can be entered anywhere, as far as the backup's header and
     * its parts tell. All other compressors have to begin at the beginning, and a disk is read at
     * least twice, so there an image that is removed afterwards comes cheaper.
     */
    static boolean mayBeReadStraight(BackupFormat format, ChunkSequence archive) {
        List<Chunk> chunks = archive.chunks();
        return format.mayBeEntered()
                && archive.twice().isEmpty()
                && archive.repeated().problems().isEmpty()
                && chunks.getLast().number() == chunks.size() - 1;
    }

    /**
     * Copies the files, if the disk can be read that way.
     *
     * @param destination where the files go to, and where the image would go
     * @return nothing where the image has to be written; it may have told the VM's files why
     */
    synchronized Optional<ArchiveResult> copy(
            ChunkSequence archive, Path destination, FilesOfVm files) {
        Followed followed = new Followed(archive);
        ResidentChunks residents = DisksInside.residents();
        Watch wish = Watch.until(loading.cancellation());
        Optional<ArchiveResult> result = Optional.empty();
        try {
            Optional<InsideDisk> opened = open(archive, followed, residents, wish);
            if (opened.isPresent()) {
                try (InsideDisk disk = opened.get()) {
                    result = copy(disk, followed, destination, files);
                }
            }
        } catch (CancellationException wished) {
            result = Optional.of(followed.cancelled());
        } catch (IOException unreadable) {
            // It is told of when the image is written.
        }
        if (result.isEmpty()) {
            followed.takeBack();
        }
        return result;
    }

    private Optional<InsideDisk> open(
            ChunkSequence archive, Followed followed, ResidentChunks residents, Watch wish)
            throws IOException {
        ArchivePath path = archive.path();
        return InsideDisk.open(
                new InsideDisk.Image(
                        backup.format(),
                        new ChunksInPlace(backup.loader(), backup.format(), archive, followed),
                        new MemberNames(path.folder(), path.name()),
                        List.of(path.name()),
                        true,
                        InsideDisk.Bounds.USUAL),
                new ChunkThreads(loading.threads(), residents),
                wish);
    }

    private Optional<ArchiveResult> copy(
            InsideDisk disk, Followed followed, Path destination, FilesOfVm files)
            throws IOException {
        if (!disk.hasEntrances()) {
            return Optional.empty();
        }
        Cancellation cancellation = loading.cancellation();
        boolean isWhole =
                disk.readToEnd(
                                (stage, fraction) -> {
                                    cancellation.check();
                                    followed.decodedTo(fraction);
                                })
                        && followed.arePlaced();
        Watch wish = Watch.until(cancellation);
        if (isWhole) {
            followed.decodedTo(1);
            FilesOfVm.Straight made = files.copyStraight(disk.watchedBy(wish), false);
            cancellation.check();
            return made.isWhole()
                    ? Optional.of(followed.result(Verdict.OK, disk, made))
                    : Optional.empty();
        }
        if (hasRoomFor(disk, destination)) {
            return Optional.empty();
        }
        disk.authenticateRest(wish);
        FilesOfVm.Straight made = files.copyStraight(disk.watchedBy(wish), true);
        cancellation.check();
        return Optional.of(followed.result(Verdict.DAMAGED, disk, made));
    }

    /** For the image, and for the files that come out of it. */
    private boolean hasRoomFor(InsideDisk disk, Path destination) {
        FileSystem target = fileSystems.apply(destination);
        long image = target.keepsHoles() ? disk.dataBytes() : disk.size();
        return image + disk.dataBytes() <= target.free()
                && disk.size() <= target.largestFile().orElse(Long.MAX_VALUE);
    }

    /** What becomes of one archive's chunks, for the progress and for the report. */
    private final class Followed implements ChunksInPlace.Follower {
        private final ChunkSequence archive;
        private final int first;

        /** Guarded by this object, as all that follows. */
        private final List<Optional<ChunkResult>> results = new ArrayList<>();

        private final Set<Problem> displaced = new LinkedHashSet<>();
        private long authenticated;
        private long decoded;

        private Followed(ChunkSequence archive) {
            this.archive = archive;
            this.first = loading.progress().indexOf(archive, 0);
            archive.chunks().forEach(chunk -> results.add(Optional.empty()));
        }

        @Override
        public Watch watch(int chunk) {
            return loading.progress().watch(first + chunk, loading.cancellation());
        }

        @Override
        public synchronized void loaded(int chunk, Loaded loaded) {
            if (results.get(chunk).isEmpty()) {
                long size = loaded.result().size();
                authenticated += size;
                loading.progress().authenticated(size);
            }
            results.set(chunk, Optional.of(loaded.result()));
            boolean isAuthentic = loaded instanceof Loaded.Authentic;
            loading.progress()
                    .enter(first + chunk, isAuthentic ? ChunkState.AUTHENTIC : ChunkState.FAILED);
            if (loaded instanceof Loaded.Authentic authentic) {
                loading.places()
                        .problem(archive.path(), archive.chunks().get(chunk), authentic.bytes())
                        .ifPresent(displaced::add);
            }
        }

        synchronized boolean arePlaced() {
            return displaced.isEmpty();
        }

        /**
         * @param fraction of the archive that was decoded, from 0 to 1
         */
        synchronized void decodedTo(double fraction) {
            long now = Math.max(decoded, (long) (fraction * archive.storedBytes()));
            loading.progress().decoded(now - decoded);
            decoded = now;
            long end = 0;
            for (int chunk = 0; chunk < results.size(); chunk++) {
                end += archive.chunks().get(chunk).entry().size();
                boolean isAuthentic =
                        loading.progress().state(first + chunk) == ChunkState.AUTHENTIC;
                if (isAuthentic && end <= now) {
                    loading.progress().enter(first + chunk, ChunkState.DECODED);
                }
            }
        }

        /** All will be done once more. */
        synchronized void takeBack() {
            loading.progress().authenticated(-authenticated);
            loading.progress().decoded(-decoded);
            for (int chunk = 0; chunk < results.size(); chunk++) {
                loading.progress().enter(first + chunk, ChunkState.WAITING);
            }
        }

        private void end() {
            loading.progress().decoded(archive.storedBytes() - decoded);
            decoded = archive.storedBytes();
            for (int chunk = 0; chunk < results.size(); chunk++) {
                ChunkState state = loading.progress().state(first + chunk);
                if (state != ChunkState.FAILED && state != ChunkState.DECODED) {
                    loading.progress().enter(first + chunk, ChunkState.LEFT);
                }
            }
        }

        private List<ChunkResult> chunks() {
            List<ChunkResult> all = new ArrayList<>();
            for (int chunk = 0; chunk < results.size(); chunk++) {
                Chunk unread = archive.chunks().get(chunk);
                all.add(
                        results.get(chunk)
                                .orElseGet(
                                        () ->
                                                ChunkQueue.unread(
                                                                unread, new RunProblem.Cancelled())
                                                        .result()));
            }
            return all;
        }

        synchronized ArchiveResult cancelled() {
            end();
            return new ArchiveResult(
                    archive.path().name(),
                    Verdict.CANCELLED,
                    archive.storedBytes(),
                    0,
                    chunks(),
                    List.of(),
                    List.of());
        }

        synchronized ArchiveResult result(
                Verdict verdict, InsideDisk disk, FilesOfVm.Straight made) {
            end();
            Set<Problem> problems = new LinkedHashSet<>(displaced);
            problems.addAll(disk.problems());
            chunks().forEach(chunk -> chunk.problem().ifPresent(problems::add));
            return new ArchiveResult(
                    archive.path().name(),
                    verdict,
                    archive.storedBytes(),
                    verdict == Verdict.OK ? disk.size() : 0,
                    chunks(),
                    made.output().stream().toList(),
                    List.copyOf(problems));
        }
    }
}
