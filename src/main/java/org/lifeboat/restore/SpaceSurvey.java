package org.lifeboat.restore;

import org.lifeboat.archive.ChunkBytes;
import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.archive.OuterEntry;
import org.lifeboat.content.TarMember;
import org.lifeboat.content.TarReader;
import org.lifeboat.disk.ext4.BlockSource;
import org.lifeboat.disk.ext4.UsedSpace;
import org.lifeboat.format.BackupFormat;
import org.lifeboat.format.PartPlaces;
import org.lifeboat.restore.ChunkLoader.Loaded;
import org.lifeboat.watch.Cancellation;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Reckons how much space archives will take before anything is written. The header of an archive's
 * first member gives a disk image's true size and how much of it is data, so the first chunk of
 * each archive is read, authenticated and decoded that far.
 */
public final class SpaceSurvey {

    /** gzip makes folders of mixed files smaller by about this factor. */
    private static final int FOLDER_FACTOR = 3;

    /** For folders, links and the report, in bytes. */
    private static final long SLACK = 1 << 20;

    /** Bytes of a chunk that are enough to see the first member's header in all but odd cases. */
    private static final int HEAD = 1 << 20;

    private final BackupFormat format;
    private final ChunkLoading loading;
    private final int workers;
    private final Map<ChunkSequence, ChunkQueue> begun = new IdentityHashMap<>();

    SpaceSurvey(BackupFormat format, ChunkLoading loading, int workers) {
        this.format = format;
        this.loading = loading;
        this.workers = workers;
    }

    /** An archive of a VM. */
    record Subject(VmContents vm, ChunkSequence archive) {}

    /**
     * What these VMs will take, as exactly as can be known before. Takes a while.
     *
     * @throws CancellationException if it was to stop
     */
    public static SpaceNeed of(
            OpenBackup backup, List<VmContents> chosen, Cancellation cancellation) {
        int workers = Runtime.getRuntime().availableProcessors();
        try (ExecutorService threads =
                Executors.newFixedThreadPool(workers, Threads.daemons("chunk"))) {
            ChunkLoading loading =
                    new ChunkLoading(
                            backup.loader(),
                            PartPlaces.UNQUESTIONED,
                            ChunkMemory.forWorkers(workers, backup.format().keyMemory()),
                            threads,
                            0,
                            new Progress(chosen, 0, false),
                            cancellation);
            List<Subject> all =
                    chosen.stream()
                            .flatMap(
                                    vm ->
                                            vm.archives().stream()
                                                    .map(archive -> new Subject(vm, archive)))
                            .toList();
            SpaceNeed need = new SpaceSurvey(backup.format(), loading, workers).of(all, 0);
            cancellation.check();
            return need;
        }
    }

    /**
     * @param subjects those that will be worked on first come first
     * @param kept of so many archives the first chunk stays in memory, so that it is read only once
     */
    SpaceNeed of(List<Subject> subjects, int kept) {
        int first = Math.min(kept, subjects.size());
        // The kept ones come last, when nobody waits for memory any more: they do not give theirs
        // back.
        SpaceNeed others = ofAll(subjects.subList(first, subjects.size()), this::passing);
        // A core that no other archive needs may begin with the next chunk.
        SpaceNeed ours = ofAll(subjects.subList(0, first), subject -> keeping(subject, first == 1));
        return others.and(ours).and(new SpaceNeed(SLACK, 0));
    }

    /** The queues whose first chunk was kept; whoever takes them closes them. */
    Map<ChunkSequence, ChunkQueue> begun() {
        return begun;
    }

    /** Tells one archive's need. */
    @FunctionalInterface
    private interface Teller {
        SpaceNeed tell(Subject subject) throws IOException;
    }

    private SpaceNeed ofAll(List<Subject> subjects, Teller teller) {
        AtomicReference<SpaceNeed> all = new AtomicReference<>(SpaceNeed.NOTHING);
        Parallel.each(
                subjects.size(),
                workers,
                "survey",
                i -> all.accumulateAndGet(tell(subjects.get(i), teller), SpaceNeed::and));
        return all.get();
    }

    private static SpaceNeed tell(Subject subject, Teller teller) {
        try {
            return teller.tell(subject);
        } catch (IOException | RuntimeException | OutOfMemoryError damaged) {
            // Then it will not be written either.
            return SpaceNeed.NOTHING;
        }
    }

    private SpaceNeed passing(Subject subject) throws IOException {
        try (ChunkQueue queue = new ChunkQueue(subject.archive(), loading)) {
            List<byte[]> pieces = loading.memory().take(first(subject), loading.cancellation());
            return need(subject, queue.first(pieces, false));
        } finally {
            int index = loading.progress().indexOf(subject.archive(), 0);
            loading.progress().enter(index, ChunkState.WAITING);
        }
    }

    private SpaceNeed keeping(Subject subject, boolean ahead) throws IOException {
        Optional<List<byte[]>> pieces = loading.memory().takeIfFree(first(subject));
        if (pieces.isEmpty()) {
            return guess(subject);
        }
        ChunkQueue queue = new ChunkQueue(subject.archive(), loading);
        synchronized (begun) {
            begun.put(subject.archive(), queue);
        }
        return need(subject, queue.first(pieces.get(), ahead));
    }

    private static OuterEntry first(Subject subject) {
        return subject.archive().chunks().getFirst().entry();
    }

    private SpaceNeed need(Subject subject, Loaded firstChunk) throws IOException {
        boolean isBeginning = subject.archive().chunks().getFirst().number() == 0;
        return isBeginning && firstChunk instanceof Loaded.Authentic authentic
                ? need(subject, beginning(authentic))
                : SpaceNeed.NOTHING;
    }

    private static InputStream beginning(Loaded.Authentic chunk) {
        int length = (int) Math.min(HEAD, chunk.bytes().size());
        ChunkBytes head = ChunkBytes.of(chunk.bytes().copy(0, length));
        return chunk.decoder().open(head, piece -> {}, count -> {});
    }

    private SpaceNeed need(Subject subject, InputStream beginning) throws IOException {
        try (InputStream tar = format.tar(new OneChunk(beginning))) {
            TarReader reader = new TarReader(tar);
            Optional<TarMember> first = reader.next();
            if (first.isEmpty()) {
                return SpaceNeed.NOTHING;
            }
            return switch (first.get().kind()) {
                case FILE -> {
                    long data = first.get().extents().dataBytes();
                    long used = isHome(subject) ? used(reader, data) : data;
                    yield need(subject, data, first.get().size(), used);
                }
                case FOLDER -> guess(subject);
                default -> SpaceNeed.NOTHING;
            };
        } catch (IOException moreThanItsBeginning) {
            // Damaged, and then not written, or a disk with so many holes that their map is longer.
            return guess(subject);
        }
    }

    private SpaceNeed guess(Subject subject) {
        long stored = subject.archive().storedBytes();
        long byStored = stored * (format.header().compressed() ? FOLDER_FACTOR : 1);
        boolean whole = subject.archive().path().isWholeFolder();
        long byList = whole ? subject.vm().vm().sizeOnDisk().orElse(0) : 0;
        long bytes = Math.max(byStored, byList);
        return need(subject, bytes, 0, bytes);
    }

    private static boolean isHome(Subject subject) {
        return subject.vm().holdsHome()
                && subject.archive().path().name().equals(VmContents.DISK_OF_DATA);
    }

    /** What the files in a disk take at most: not more than its data, nor than is in use. */
    private static long used(TarReader disk, long data) {
        DiskStart start = new DiskStart();
        try {
            disk.readData(start);
        } catch (IOException onlyItsBeginning) {
            // More is not there, or not wanted.
        }
        return Math.min(data, UsedSpace.of(start).orElse(data));
    }

    /**
     * @param used of a disk with a user's home: what its files take at most
     */
    private SpaceNeed need(Subject subject, long bytes, long largestFile, long used) {
        boolean isHome = isHome(subject);
        SpaceNeed need =
                new SpaceNeed(bytes, Math.max(bytes, largestFile), largestFile, isHome ? used : 0);
        return isHome && FilesInside.mayBeReadStraight(format, subject.archive())
                ? need.withoutImage()
                : need;
    }

    /** The first bytes of a disk that is being unpacked. */
    private static final class DiskStart implements TarReader.DataSink, BlockSource {
        private final byte[] bytes = new byte[4096];

        @Override
        public void write(long offset, byte[] data, int length) throws IOException {
            if (offset >= bytes.length) {
                throw new EOFException();
            }
            int count = (int) Math.min(length, bytes.length - offset);
            System.arraycopy(data, 0, bytes, (int) offset, count);
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public void read(long position, ByteBuffer into) throws IOException {
            BlockSource.checkInside(position, into.remaining(), size());
            into.put(bytes, (int) position, into.remaining());
        }
    }

    /** The first chunk alone. */
    private static final class OneChunk implements BackupFormat.ChunkStreams {
        private Optional<InputStream> chunk;

        private OneChunk(InputStream chunk) {
            this.chunk = Optional.of(chunk);
        }

        @Override
        public Optional<InputStream> next() {
            Optional<InputStream> given = chunk;
            chunk = Optional.empty();
            return given;
        }
    }
}
