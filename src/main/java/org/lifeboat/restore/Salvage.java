package org.lifeboat.restore;

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
import org.lifeboat.local.PrivateFiles;
import org.lifeboat.restore.salvage.ImageSalvage;
import org.lifeboat.restore.salvage.MemberPlace;
import org.lifeboat.restore.salvage.Segment;
import org.lifeboat.restore.salvage.SegmentReader;

import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Recovers what a damaged archive still holds of the file that the damage interrupted, and writes a
 * map of what can be trusted. The file stays {@code .incomplete}.
 */
final class Salvage {

    private final SegmentSource source;
    private final Interrupted interrupted;
    private final Unfinished file;
    private final boolean isAlone;
    private final boolean usesDamaged;

    /** Whether nothing vouches for what is known of the file itself. */
    private boolean isBeginDamaged;

    /**
     * @param isAlone whether the archive holds this one file
     * @param usesDamaged whether chunks that are not authentic are decoded as well
     */
    Salvage(
            SegmentSource source,
            Interrupted interrupted,
            Unfinished file,
            boolean isAlone,
            boolean usesDamaged) {
        this.source = source;
        this.interrupted = interrupted;
        this.file = file;
        this.isAlone = isAlone;
        this.usesDamaged = usesDamaged;
    }

    /**
     * @param authentic names of the chunks that are; those behind the damage are read again
     * @param doubtful names of those that are authentic, but perhaps not in their place
     * @param authenticTo of what was written already, up to where it is right; the rest of that is
     *     doubtful
     * @throws IOException if the file or its map cannot be written
     */
    Salvaged run(Set<String> authentic, Set<String> doubtful, long authenticTo) throws IOException {
        isBeginDamaged = source.isBeginDamaged(authentic);
        DamageMap map = mapOfWhatIsWritten(authenticTo);
        // Before anything else: the file system in it is asked for folders meanwhile.
        PrivateFiles.extend(file.path(), file.size());
        try (FileChannel image = FileChannel.open(file.path(), StandardOpenOption.WRITE)) {
            if (authenticTo == Long.MAX_VALUE) {
                try (ImageFile known = ImageFile.open(file.path())) {
                    salvage(authentic, doubtful, image(known, image, map));
                }
            }
            image.force(false);
        }
        writeMap(map);
        return new Salvaged(
                file.path(),
                map.bytes(Trust.AUTHENTIC),
                map.bytes(Trust.DOUBTFUL),
                map.bytes(Trust.LOST),
                files(map));
    }

    /** Nothing if the file is no disk whose files can be read. */
    private Optional<DiskSurvey> files(DamageMap map) {
        try (ImageFile image = ImageFile.open(file.path())) {
            Ext4 fileSystem = Ext4.open(new SalvagedImage(image, map));
            return Optional.of(DiskSurvey.of(fileSystem, source.cancellation()));
        } catch (IOException noDisk) {
            return Optional.empty();
        }
    }

    /**
     * Holes are right wherever they are if the map of the data was read before the damage; nothing
     * is if it was read out of it.
     */
    private DamageMap mapOfWhatIsWritten(long authenticTo) throws IOException {
        DamageMap map = new DamageMap(file.size());
        map.mark(0, file.size(), isBeginDamaged ? Trust.DOUBTFUL : Trust.AUTHENTIC);
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

    private static ImageSalvage.Image image(ImageFile known, FileChannel image, DamageMap map) {
        return new ImageSalvage.Image(
                new SalvagedImage(known, map),
                (position, bytes, offset, length) -> {
                    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
                    long at = position - offset;
                    while (buffer.hasRemaining()) {
                        image.write(buffer, at + buffer.position());
                    }
                },
                map);
    }

    private void salvage(Set<String> authentic, Set<String> doubtful, ImageSalvage.Image image)
            throws IOException {
        List<Segment> segments = source.segments(authentic);
        if (segments.isEmpty() && doubtful.isEmpty() && !usesDamaged) {
            return;
        }
        Optional<ArchiveCoding> coding = isBeginDamaged ? source.codingAnyhow() : source.coding();
        if (coding.isEmpty()) {
            return;
        }
        ArchiveCoding known = coding.get();
        salvage(known, segments, segment -> source.open(known, segment), image, isBeginDamaged);
        salvage(
                known,
                source.segments(doubtful),
                segment -> source.open(known, segment),
                image,
                true);
        if (usesDamaged) {
            List<Segment> damaged = source.damagedSegments(authentic);
            salvage(known, damaged, segment -> source.openAnyhow(known, segment), image, true);
        }
    }

    private void salvage(
            ArchiveCoding coding,
            List<Segment> segments,
            SegmentReader reader,
            ImageSalvage.Image image,
            boolean isDamaged)
            throws IOException {
        MemberPlace member =
                new MemberPlace(interrupted.dataStart(), interrupted.member().extents(), isAlone);
        new ImageSalvage(coding, member, reader, image, isDamaged, source.cancellation())
                .run(segments);
    }

    private void writeMap(DamageMap map) throws IOException {
        String image = file.path().getFileName().toString();
        Path begun = file.path().resolveSibling(image + MapFile.BEGUN_SUFFIX);
        try (FileChannel channel = PrivateFiles.create(begun);
                Writer out = Channels.newWriter(channel, StandardCharsets.US_ASCII)) {
            MapFile.write(map, out);
            out.flush();
            channel.force(true);
        }
        // Half a map would say of an image that it holds nothing.
        Files.move(
                begun,
                file.path().resolveSibling(image + MapFile.SUFFIX),
                StandardCopyOption.ATOMIC_MOVE);
    }
}
