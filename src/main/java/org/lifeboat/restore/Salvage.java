package org.lifeboat.restore;

import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.catalog.Vm;
import org.lifeboat.catalog.VmType;
import org.lifeboat.content.ArchiveExtractor.Interrupted;
import org.lifeboat.content.FolderSink.Unfinished;
import org.lifeboat.disk.DamageMap;
import org.lifeboat.disk.ImageFile;
import org.lifeboat.disk.MapFile;
import org.lifeboat.disk.SalvagedImage;
import org.lifeboat.disk.Trust;
import org.lifeboat.disk.copy.DiskSurvey;
import org.lifeboat.disk.ext4.Ext4;
import org.lifeboat.format.ArchiveCoding;
import org.lifeboat.format.BackupFormat;
import org.lifeboat.local.PrivateFiles;
import org.lifeboat.restore.salvage.ImageSalvage;
import org.lifeboat.restore.salvage.MemberPlace;
import org.lifeboat.restore.salvage.Segment;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Recovers what a damaged archive still holds of the file that the damage interrupted, and writes a
 * map of what can be trusted. The file stays {@code .incomplete}.
 */
final class Salvage {

    private final ChunkSequence archive;
    private final BackupFormat format;
    private final ChunkLoading loading;
    private final Interrupted interrupted;
    private final Unfinished file;

    Salvage(
            ChunkSequence archive,
            BackupFormat format,
            ChunkLoading loading,
            Interrupted interrupted,
            Unfinished file) {
        this.archive = archive;
        this.format = format;
        this.loading = loading;
        this.interrupted = interrupted;
        this.file = file;
    }

    /**
     * @param authentic names of the chunks that are; those behind the damage are read again
     * @param authenticTo of what was written already, up to where it is right; the rest of that is
     *     doubtful
     * @throws IOException if the file or its map cannot be written
     */
    Salvaged run(Set<String> authentic, long authenticTo) throws IOException {
        DamageMap map = mapOfWhatIsWritten(authenticTo);
        // Before anything else: the file system in it is asked for folders meanwhile.
        PrivateFiles.extend(file.path(), file.size());
        try (FileChannel image = FileChannel.open(file.path(), StandardOpenOption.WRITE)) {
            List<Segment> segments = new Segments(archive, format, authentic).behindDamage();
            if (authenticTo == Long.MAX_VALUE && !segments.isEmpty()) {
                Optional<ArchiveCoding> coding = coding();
                if (coding.isPresent()) {
                    salvage(coding.get(), segments, image, map);
                }
            }
            image.force(false);
        }
        writeMap(map);
        return new Salvaged(
                map.bytes(Trust.AUTHENTIC),
                map.bytes(Trust.DOUBTFUL),
                map.bytes(Trust.LOST),
                files(map));
    }

    /** Nothing if the file is no disk whose files can be read. */
    private Optional<DiskSurvey> files(DamageMap map) {
        try (ImageFile image = ImageFile.open(file.path())) {
            Ext4 fileSystem = Ext4.open(new SalvagedImage(image, map));
            return Optional.of(DiskSurvey.of(fileSystem, loading.cancellation()));
        } catch (IOException noDisk) {
            return Optional.empty();
        }
    }

    /** Holes are right wherever they are, since the map of the data was read before the damage. */
    private DamageMap mapOfWhatIsWritten(long authenticTo) throws IOException {
        DamageMap map = new DamageMap(file.size());
        map.mark(0, file.size(), Trust.AUTHENTIC);
        if (authenticTo < file.end()) {
            map.mark(authenticTo, file.end() - authenticTo, Trust.DOUBTFUL);
        }
        interrupted
                .member()
                .extents()
                .forEach(
                        (offset, length) -> {
                            long from = Math.max(offset, file.end());
                            map.mark(from, offset + length - from, Trust.LOST);
                        });
        return map;
    }

    private Optional<ArchiveCoding> coding() throws IOException {
        if (archive.chunks().getFirst().number() != 0) {
            return Optional.empty();
        }
        try (SegmentChunks first = chunks(0, 1)) {
            Optional<InputStream> stream = first.next();
            return stream.isEmpty() ? Optional.empty() : format.coding(stream.get());
        }
    }

    private void salvage(
            ArchiveCoding coding, List<Segment> segments, FileChannel image, DamageMap map)
            throws IOException {
        MemberPlace member =
                new MemberPlace(interrupted.dataStart(), interrupted.member().extents());
        new ImageSalvage(
                        coding,
                        member,
                        segment -> open(coding, segment),
                        (position, bytes, offset, length) -> {
                            ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
                            long at = position - offset;
                            while (buffer.hasRemaining()) {
                                image.write(buffer, at + buffer.position());
                            }
                        },
                        map)
                .run(segments, file.path());
    }

    private ArchiveCoding.Resumed open(ArchiveCoding coding, Segment segment) throws IOException {
        SegmentChunks chunks = chunks(segment.first(), segment.end());
        try {
            ArchiveCoding.Resumed resumed =
                    coding.from(segment.position(), segment.hasEnd(), chunks);
            InputStream stream =
                    new FilterInputStream(resumed.stream()) {
                        @Override
                        public void close() {
                            chunks.close();
                        }
                    };
            return new ArchiveCoding.Resumed(stream, resumed.position());
        } catch (IOException | RuntimeException failed) {
            chunks.close();
            throw failed;
        }
    }

    private SegmentChunks chunks(int first, int end) {
        ChunkSequence some =
                new ChunkSequence(
                        archive.path(), archive.chunks().subList(first, end), Set.of(), List.of());
        Vm nobody = new Vm("", VmType.ADMIN, "", "", true, OptionalLong.empty(), false);
        Progress unseen = new Progress(List.of(new VmContents(nobody, List.of(some))), 0, false);
        ChunkLoading again = loading.with(unseen);
        return new SegmentChunks(end - first, new ChunkQueue(some, again), again);
    }

    private void writeMap(DamageMap map) throws IOException {
        Path path = file.path().resolveSibling(file.path().getFileName() + MapFile.SUFFIX);
        try (FileChannel channel = PrivateFiles.create(path);
                Writer out = Channels.newWriter(channel, StandardCharsets.US_ASCII)) {
            MapFile.write(map, out);
            out.flush();
            channel.force(true);
        }
    }
}
