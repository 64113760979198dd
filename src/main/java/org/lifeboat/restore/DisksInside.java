package org.lifeboat.restore;

import org.lifeboat.archive.ArchivePath;
import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.content.MemberNames;
import org.lifeboat.problem.ChunkProblem;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.restore.inside.ChunkThreads;
import org.lifeboat.restore.inside.InsideDisk;
import org.lifeboat.restore.inside.ResidentChunks;
import org.lifeboat.watch.Cancellation;
import org.lifeboat.watch.Watch;

import java.io.IOException;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The disks of a backup's VMs, read where they lie: nothing is written. What was opened stays open,
 * with all that was found out on the way, until this is closed.
 *
 * <pre>{@code
 * try (DisksInside disks = new DisksInside(backup)) {
 *     if (DiskChoice.of(vm, Optional.empty()) instanceof DiskChoice.Chosen chosen) {
 *         InsideDisk disk = disks.open(chosen, watch).orElseThrow();
 *         DiskContent content = DiskImage.look(disk.watchedBy(watch));
 *     }
 * }
 * }</pre>
 *
 * Safe for use by several threads. To be closed before the backup is.
 */
public final class DisksInside implements AutoCloseable {

    /**
     * Chunks of Qubes' size in memory at once: what is left to decode of the one before gives way
     * to the next one, and is read again, a piece at a time.
     */
    private static final int RESIDENT = 1;

    private static final long CHUNK = 101L << 20;

    private static final int LOADERS = 2;

    private final OpenBackup backup;
    private final ExecutorService loaders =
            Executors.newFixedThreadPool(LOADERS, Threads.daemons("chunk"));
    private final InsideDisk.Bounds bounds;
    private final ChunkThreads threads;
    private final Map<ChunkSequence, Map<String, InsideDisk>> open = new IdentityHashMap<>();

    public DisksInside(OpenBackup backup) {
        this(backup, residents(), InsideDisk.Bounds.USUAL);
    }

    /** Memory for the chunks of disks that are read where they lie. */
    static ResidentChunks residents() {
        return residents(Math.min(RESIDENT * CHUNK, Runtime.getRuntime().maxMemory() / 100 * 40));
    }

    private static ResidentChunks residents(long usual) {
        return new ResidentChunks(usual, Runtime.getRuntime().maxMemory() / 100 * 60);
    }

    /**
     * @param resident bytes of chunks that are in memory at once
     */
    DisksInside(OpenBackup backup, long resident, InsideDisk.Bounds bounds) {
        this(backup, residents(resident), bounds);
    }

    private DisksInside(OpenBackup backup, ResidentChunks residents, InsideDisk.Bounds bounds) {
        this.backup = backup;
        this.bounds = bounds;
        this.threads = new ChunkThreads(loaders, residents);
    }

    /**
     * Opens a disk, or gives the one that is open. Takes as long as its first chunk; in the archive
     * of a whole folder, as long as what lies before it.
     *
     * @param watch called several times a second meanwhile; what it throws ends it
     * @return nothing if there is no such image in the archive
     * @throws ProblemException if the archive's beginning is not authentic, or makes no sense
     * @throws CancellationException if the watch threw it
     */
    public synchronized Optional<InsideDisk> open(DiskChoice.Chosen chosen, Watch watch)
            throws IOException {
        Map<String, InsideDisk> known =
                open.computeIfAbsent(chosen.archive(), archive -> new HashMap<>());
        InsideDisk before = known.get(chosen.name());
        if (before != null) {
            return Optional.of(before);
        }
        ChunkSequence archive = chosen.archive();
        if (archive.chunks().getFirst().number() != 0) {
            throw new ProblemException(new ChunkProblem.Missing(archive.chunkName(0)));
        }
        ArchivePath path = archive.path();
        Optional<InsideDisk> opened =
                InsideDisk.open(
                        new InsideDisk.Image(
                                backup.format(),
                                new ChunksInPlace(backup.loader(), backup.format(), archive),
                                new MemberNames(path.folder(), path.name()),
                                List.of(chosen.name()),
                                chosen.name().equals(path.name()),
                                bounds),
                        threads,
                        watch);
        opened.ifPresent(disk -> known.put(chosen.name(), disk));
        return opened;
    }

    @Override
    public synchronized void close() {
        open.values().forEach(disks -> disks.values().forEach(InsideDisk::close));
        open.clear();
        // Who reads of a drive that hangs is left behind.
        Cancellation over = new Cancellation();
        over.request();
        AutoEnd.of(loaders, over).close();
    }
}
