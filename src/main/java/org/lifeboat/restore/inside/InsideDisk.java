package org.lifeboat.restore.inside;

import org.lifeboat.content.MemberNames;
import org.lifeboat.content.PzstdInputStream;
import org.lifeboat.content.TarMember;
import org.lifeboat.content.TarReader;
import org.lifeboat.disk.DamageMap;
import org.lifeboat.disk.Trust;
import org.lifeboat.disk.ext4.BlockSource;
import org.lifeboat.disk.ext4.Stretch;
import org.lifeboat.format.ArchiveCoding;
import org.lifeboat.format.BackupFormat;
import org.lifeboat.problem.MemberProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.restore.salvage.MemberPlace;
import org.lifeboat.watch.Watch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * A disk image in a backup, read where it lies. Bytes come from authentic chunks alone. Safe for
 * use by several threads; one of its own does the decoding.
 */
public final class InsideDisk implements BlockSource, AutoCloseable {

    /**
     * What a disk may take, however large it is.
     *
     * @param spacing bytes of output between checkpoints, as long as they fit
     * @param checkpoints bytes of memory for these
     * @param recent bytes of memory for what was decoded not long ago
     * @param metadata bytes of memory for blocks that a walk through all folders will want
     */
    public record Bounds(long spacing, long checkpoints, long recent, long metadata) {
        public static final Bounds USUAL = new Bounds(4L << 20, 64L << 20, 16L << 20, 64L << 20);
    }

    /** Bzip2 takes about so many times as long as gzip, and its checkpoints take less memory. */
    private static final int SLOWER_THAN_GZIP = 4;

    private final AuthenticChunks chunks;
    private final DecodedTar tar;
    private final Reading reading;
    private final TarredImage image;
    private final AtomicBoolean hasLetGo = new AtomicBoolean();

    private InsideDisk(AuthenticChunks chunks, DecodedTar tar, Reading reading, TarredImage image) {
        this.chunks = chunks;
        this.tar = tar;
        this.reading = reading;
        this.image = image.with((inTar, into) -> readData(inTar, into, Watch.NOBODY));
    }

    /**
     * What is to be opened.
     *
     * @param format of the backup
     * @param names that the archive's members may have
     * @param place of the image among them
     * @param isAlone whether the archive holds nothing else
     */
    public record Image(
            BackupFormat format,
            ChunkAccess chunks,
            MemberNames names,
            List<String> place,
            boolean isAlone,
            Bounds bounds) {}

    /**
     * Reads as far as to the image's first byte.
     *
     * @param watch called several times a second meanwhile
     * @return nothing if the archive does not hold that image
     * @throws ProblemException if the archive cannot be read so far
     * @throws CancellationException if the watch threw it
     */
    public static Optional<InsideDisk> open(Image image, ChunkThreads threads, Watch watch)
            throws IOException {
        Reading reading = new Reading();
        AuthenticChunks chunks =
                new AuthenticChunks(image.chunks(), threads.residents(), threads.loaders());
        List<InsideDisk> found = new ArrayList<>(1);
        try {
            reading.run(
                    isAbandoned -> found.addAll(find(image, chunks, reading, isAbandoned)),
                    () -> 0,
                    watch);
            return found.stream().findFirst();
        } finally {
            if (found.isEmpty()) {
                chunks.close();
                reading.close();
            }
        }
    }

    /** One, or none if the archive does not hold that image. */
    private static List<InsideDisk> find(
            Image image, AuthenticChunks chunks, Reading reading, BooleanSupplier isAbandoned)
            throws IOException {
        TarStreams streams = streams(image, chunks);
        DecodedTar tar =
                new DecodedTar(
                        streams, image.bounds().recent(), image.bounds().metadata(), chunks::letGo);
        boolean isFound = false;
        try {
            TarReader reader = new TarReader(tar.begin(isAbandoned));
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                TarMember member = next.get();
                if (!image.names().place(member.name()).equals(image.place())) {
                    continue;
                }
                if (member.kind() != TarMember.Kind.FILE) {
                    throw new ProblemException(new MemberProblem.KindSkipped(member.name()));
                }
                long start = reader.position();
                long end = start + member.extents().dataBytes();
                tar.found(start, trust(chunks.access(), streams, start, end));
                TarredImage disk = new TarredImage(member, start, tar, tar::readWithin);
                if (streams instanceof CheckpointedTar resumed) {
                    MemberPlace place = new MemberPlace(start, member.extents(), image.isAlone());
                    tar.salvagedBy(new PiecesBehind(resumed, chunks.access(), place), disk);
                }
                isFound = true;
                return List.of(new InsideDisk(chunks, tar, reading, disk));
            }
            return List.of();
        } finally {
            if (!isFound) {
                tar.close();
            }
        }
    }

    /**
     * What may be believed of a tar before anything of it was read.
     *
     * @param start of the image's data in the tar; all before says where that belongs
     */
    private static DamageMap trust(ChunkAccess chunks, TarStreams streams, long start, long end) {
        DamageMap trust = new DamageMap(end);
        trust.mark(0, end, Trust.AUTHENTIC);
        for (int chunk = 0; chunk < chunks.count(); chunk++) {
            if (chunks.isPlaced(chunk)) {
                continue;
            }
            Optional<TarStreams.Run> run = streams.run(chunk);
            long from = run.map(TarStreams.Run::from).filter(first -> first >= start).orElse(0L);
            long to = from == 0 ? end : run.get().to();
            trust.mark(from, to - from, Trust.DOUBTFUL);
        }
        return trust;
    }

    private static TarStreams streams(Image image, AuthenticChunks chunks) throws IOException {
        Optional<ArchiveCoding> coding;
        try (InputStream first = chunks.open(0, 0)) {
            coding = image.format().coding(first);
        }
        if (coding.isEmpty() || !coding.get().canResume() || !arePlacesKnown(chunks)) {
            return new OnePassTar(image.format(), chunks);
        }
        DecryptedArchive archive = new DecryptedArchive(chunks, coding.get());
        if (coding.get().compression().isEmpty()) {
            return new PlainTar(archive);
        }
        Bounds bounds = image.bounds();
        return switch (coding.get().compression().get()) {
            case GZIP ->
                    new GzipTar(archive, new Checkpoints(bounds.spacing(), bounds.checkpoints()));
            case BZIP2 ->
                    new Bzip2Tar(
                            archive,
                            new Checkpoints(
                                    bounds.spacing() / SLOWER_THAN_GZIP, bounds.checkpoints()));
            case XZ -> XzTar.of(archive).orElseGet(() -> new OnePassTar(image.format(), chunks));
            // Only pzstd writes several frames of its own accord.
            case ZSTD ->
                    PzstdInputStream.isLikely(coding.get().start())
                            ? new PzstdTar(
                                    archive,
                                    new Checkpoints(bounds.spacing(), bounds.checkpoints()))
                            : new OnePassTar(image.format(), chunks);
            case LZMA, ZLIB -> new OnePassTar(image.format(), chunks);
        };
    }

    /**
     * Whether a chunk's number tells where its bytes belong. It does not if an authentic one has
     * another size than the others: then there is no way but to join them from the first one on.
     */
    private static boolean arePlacesKnown(AuthenticChunks chunks) {
        ChunkAccess access = chunks.access();
        for (int chunk = 1; chunk < access.count() - 1; chunk++) {
            boolean isUsual = access.decodedBytes(chunk) == access.decodedBytes(0);
            if (!isUsual && chunks.isAuthentic(chunk)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int together() {
        return image.together();
    }

    /** Its true size in bytes, holes included. */
    @Override
    public long size() {
        return image.size();
    }

    /**
     * The same disk for somebody who looks on while reading takes long, and may end it.
     *
     * @param watch called several times a second, with how far the way to what is wanted is
     */
    public BlockSource watchedBy(Watch watch) {
        return image.with((inTar, into) -> readData(inTar, into, watch));
    }

    /** Whether any place can be had without decoding all that lies before it. */
    public boolean hasEntrances() {
        return tar.hasEntrances();
    }

    /** Bytes that are stored of it: what lies in holes is not. */
    public long dataBytes() {
        return image.member().extents().dataBytes();
    }

    /**
     * Goes through what was not decoded yet, to the archive's end. So all of it is authenticated,
     * what is wrong is known, and every place is known from which it can be read again.
     *
     * @param watch called several times a second, with how far it is
     * @return whether all is as it should be, to the archive's last byte
     * @throws CancellationException if the watch threw it
     */
    public boolean readToEnd(Watch watch) throws IOException {
        reading.run(tar::readToEnd, tar::fraction, watch);
        letGo();
        return tar.isComplete() && chunks.loaded() == chunks.access().count();
    }

    /** When all was decoded once, chunks are not needed as wholes any more. */
    private void letGo() {
        if (tar.isComplete() && hasLetGo.compareAndSet(false, true)) {
            chunks.letGo();
        }
    }

    /**
     * Authenticates the chunks that nobody asked for by now.
     *
     * @param watch called several times a second
     * @throws CancellationException if the watch threw it
     */
    public void authenticateRest(Watch watch) throws IOException {
        reading.run(chunks::authenticateAll, () -> 1, watch);
    }

    /** How far reading is on its way to what was asked for last, from 0 to 1. */
    public double fraction() {
        return tar.fraction();
    }

    /** What is wrong with the backup, as far as it was met. */
    public List<Problem> problems() {
        List<Problem> all = new ArrayList<>(chunks.access().notes());
        all.addAll(tar.problems());
        return all;
    }

    /** Bytes of the archive that were decoded by now, again ones counted again. */
    public long decodedBytes() {
        return tar.decodedBytes();
    }

    /** Chunks that were read and authenticated by now. */
    public int loadedChunks() {
        return chunks.loaded();
    }

    /** Of what is known by now: reading may find more damage. */
    @Override
    public Stretch stretch(long position, long length) {
        return image.stretch(position, length);
    }

    /** When its archive was gone through to the end. */
    @Override
    public boolean isSettled() {
        return image.isSettled();
    }

    @Override
    public boolean isDamaged() {
        return image.isDamaged();
    }

    @Override
    public void read(long position, ByteBuffer into) throws IOException {
        image.read(position, into);
    }

    @Override
    public void readKnown(long position, ByteBuffer into) throws IOException {
        image.readKnown(position, into);
    }

    private void readData(long inTar, ByteBuffer into, Watch watch) throws IOException {
        if (tar.copy(inTar, into)) {
            return;
        }
        ByteBuffer target = into.slice();
        reading.run(abandoned -> tar.read(inTar, target, abandoned), tar::fraction, watch);
        letGo();
        into.position(into.limit());
    }

    /** Waits for what is being read, which ends early. */
    @Override
    public void close() {
        chunks.close();
        reading.close();
        tar.close();
    }
}
