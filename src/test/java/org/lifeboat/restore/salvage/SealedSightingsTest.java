package org.lifeboat.restore.salvage;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboat.content.Compression;
import org.lifeboat.content.SparseMap;
import org.lifeboat.content.TarReader;
import org.lifeboat.disk.DamageMap;
import org.lifeboat.disk.ImageFile;
import org.lifeboat.disk.SalvagedImage;
import org.lifeboat.disk.Trust;
import org.lifeboat.disk.ext4.DiskFixtures;
import org.lifeboat.disk.ext4.PlaceSearch;
import org.lifeboat.disk.ext4.PlaceVote;
import org.lifeboat.format.ArchiveCoding;
import org.lifeboat.format.BackupFormat;
import org.lifeboat.testing.TarBuilder;
import org.lifeboat.watch.Cancellation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Pieces between two damages that hold no folder. */
class SealedSightingsTest {

    private static final int AROUND = 6_000;

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"flex-bg", "meta-bg"})
    void aPieceWithoutFoldersIsPlacedByACopyOfTheSuperblock(String name) throws IOException {
        byte[] image = DiskFixtures.image(name);
        int place = placeOfCopy(name, image);
        int from = place - AROUND;
        int to = Math.min(image.length, place + AROUND);
        byte[] piece = Arrays.copyOfRange(image, from, to);
        assertThat(foldersIn(piece)).isZero();

        byte[] damaged = image.clone();
        Arrays.fill(damaged, from - AROUND, Math.min(image.length, to + AROUND), (byte) 0);
        Path file = Files.write(folder.resolve("image"), damaged);
        DamageMap map = new DamageMap(image.length);
        map.mark(0, from - AROUND, Trust.AUTHENTIC);
        salvage(piece, file, map);

        assertThat(map.region(place).trust()).isNotEqualTo(Trust.LOST);
        assertThat(map.region(place).position()).isEqualTo(from);
        assertThat(Arrays.copyOfRange(Files.readAllBytes(file), from, to)).isEqualTo(piece);
    }

    private static int placeOfCopy(String name, byte[] image) throws IOException {
        PlaceSearch search = DiskFixtures.open(name).placeSearch(new Cancellation());
        search.add(image, 0, image.length);
        return search.end().stream()
                .filter(PlaceVote::isSealed)
                .filter(vote -> vote.witness() == PlaceVote.Witness.SUPERBLOCK)
                .mapToInt(vote -> (int) vote.diskPosition())
                .filter(place -> foldersIn(around(image, place)) == 0)
                .findFirst()
                .orElseThrow();
    }

    private static byte[] around(byte[] image, int place) {
        return Arrays.copyOfRange(image, place - AROUND, Math.min(image.length, place + AROUND));
    }

    private static int foldersIn(byte[] piece) {
        FolderSightings sightings = new FolderSightings();
        sightings.scan().known(piece, 0, piece.length);
        sightings.scan().end();
        int[] count = new int[1];
        sightings.forEach((position, inode) -> count[0]++);
        return count[0];
    }

    private static void salvage(byte[] piece, Path file, DamageMap map) throws IOException {
        byte[] stored = bzip2(piece);
        try (FileChannel image = FileChannel.open(file, StandardOpenOption.WRITE);
                ImageFile known = ImageFile.open(file)) {
            new ImageSalvage(
                            new Bzip2(),
                            new MemberPlace(512, extents(map.size()), true),
                            segment ->
                                    new ArchiveCoding.Resumed(new ByteArrayInputStream(stored), 0),
                            new ImageSalvage.Image(
                                    new SalvagedImage(known, map),
                                    (position, bytes, offset, length) ->
                                            image.write(
                                                    ByteBuffer.wrap(bytes, offset, length),
                                                    position),
                                    map),
                            false,
                            new Cancellation())
                    .run(List.of(Segment.ofChunks(3, 4, 99, false)));
        }
    }

    /** Of a disk without a hole. */
    private static SparseMap extents(long size) throws IOException {
        byte[] tar = new TarBuilder().file("vm1/private.img", new byte[(int) size]).toByteArray();
        return new TarReader(new ByteArrayInputStream(tar)).next().orElseThrow().extents();
    }

    private static byte[] bzip2(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (BZip2CompressorOutputStream bzip2 = new BZip2CompressorOutputStream(out, 1)) {
            bzip2.write(bytes);
        }
        return out.toByteArray();
    }

    private static final class Bzip2 implements ArchiveCoding {
        @Override
        public Optional<Compression> compression() {
            return Optional.of(Compression.BZIP2);
        }

        @Override
        public byte[] start() {
            return new byte[0];
        }

        @Override
        public boolean canResume() {
            return true;
        }

        @Override
        public int headerBytes() {
            return 0;
        }

        @Override
        public Resumed from(long position, boolean hasEnd, BackupFormat.ChunkStreams chunks) {
            throw new UnsupportedOperationException();
        }
    }
}
