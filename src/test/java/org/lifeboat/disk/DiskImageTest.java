package org.lifeboat.disk;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lifeboat.disk.ext4.DiskFixtures;
import org.lifeboat.disk.ext4.Ext4;
import org.lifeboat.disk.ext4.Integrity;
import org.lifeboat.disk.ext4.MemorySource;
import org.lifeboat.testing.PartitionTables;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** What an image is, before anything in it is read. */
@Timeout(20)
class DiskImageTest {

    @TempDir private Path folder;

    private static DiskContent look(byte[] image) throws IOException {
        return DiskImage.look(new MemorySource(image));
    }

    private static FileSystemKind kind(byte[] image) throws IOException {
        return ((DiskContent.Volume) look(image)).kind();
    }

    private static ByteBuffer disk(int size) {
        return ByteBuffer.wrap(new byte[size]).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void aHundredGibibytesOfHolesAreEmptyAtOnce() throws IOException {
        Path path = folder.resolve("private.img");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(100L << 30);
        }
        try (ImageFile image = ImageFile.open(path)) {
            assertThat(((DiskContent.Volume) DiskImage.look(image)).kind())
                    .isEqualTo(FileSystemKind.EMPTY);
        }
    }

    @Test
    void whatHasAnythingInItIsNotEmpty() throws IOException {
        byte[] image = new byte[3 << 20];
        assertThat(kind(image)).isEqualTo(FileSystemKind.EMPTY);
        image[2_345_678] = 1;
        assertThat(kind(image)).isEqualTo(FileSystemKind.UNKNOWN);
        assertThat(kind(new byte[0])).isEqualTo(FileSystemKind.EMPTY);
        assertThat(kind(new byte[] {1})).isEqualTo(FileSystemKind.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "3, 'NTFS    ', NTFS",
        "82, 'FAT32   ', FAT",
        "0, XFSB, XFS",
        "0, hsqs, SQUASHFS",
        "512, LABELONE, LVM",
        "65600, _BHRfS_M, BTRFS",
        "4086, SWAPSPACE2, SWAP",
        "32769, CD001, ISO",
        "0, 'LUKS\u00ba\u00be', LUKS"
    })
    void otherFileSystemsAreNamed(int offset, String magic, FileSystemKind kind)
            throws IOException {
        ByteBuffer disk = disk(200_000).put(offset, magic.getBytes(ISO_8859_1));
        assertThat(kind(disk.array())).isEqualTo(kind);
    }

    @Test
    void theThirdPartitionOfATemplateIsItsRoot() throws IOException {
        byte[] root = DiskFixtures.image("ext4-2k");
        ByteBuffer disk = gpt(root, 4096);
        DiskContent.Partitions found = (DiskContent.Partitions) look(disk.array());
        assertThat(found.integrity()).isEqualTo(Integrity.GOOD);
        Partition third = found.partitions().getLast();
        assertThat(third.number()).isEqualTo(3);
        assertThat(third.name()).isEqualTo("Root filesystem");
        assertThat(third.kind()).isEqualTo(FileSystemKind.EXT);
        assertThat(third.start()).isEqualTo(4096 * 512L);
        assertThat(Ext4.open(third.source()).find("tiny")).isPresent();
    }

    private static ByteBuffer gpt(byte[] root, int start) {
        ByteBuffer disk = disk(start * 512 + root.length + 100 * 512);
        PartitionTables.entry(disk, 1, 2048, 2100, "EFI");
        PartitionTables.entry(disk, 3, start, start + root.length / 512 - 1, "Root filesystem");
        disk.put(start * 512, root);
        return PartitionTables.gpt(disk);
    }

    @Test
    void aPartitionOutsideTheImageIsLeftOutAndTold() throws IOException {
        ByteBuffer disk = gpt(new byte[4096], 4096);
        PartitionTables.entry(disk, 2, 5000, Long.MAX_VALUE, "outside");
        PartitionTables.entry(disk, 4, Long.MIN_VALUE, 10, "negative");
        DiskContent.Partitions found = (DiskContent.Partitions) look(disk.array());
        assertThat(found.integrity()).isEqualTo(Integrity.DAMAGED);
        assertThat(found.partitions()).extracting(Partition::number).containsExactly(1, 3);
    }

    @Test
    void aTableThatClaimsBillionsOfEntriesCostsNothing() throws IOException {
        ByteBuffer disk = gpt(new byte[4096], 4096);
        disk.putInt(512 + 80, -1);
        assertThat(((DiskContent.Partitions) look(disk.array())).partitions()).hasSize(2);
        disk.putInt(512 + 84, -1);
        DiskContent.Partitions none = (DiskContent.Partitions) look(disk.array());
        assertThat(none.partitions()).isEmpty();
        assertThat(none.integrity()).isEqualTo(Integrity.DAMAGED);
    }

    @Test
    void logicalPartitionsAreFoundBehindTheExtendedOne() throws IOException {
        byte[] root = DiskFixtures.image("ext4-2k");
        int sectors = root.length / 512;
        ByteBuffer disk = disk(root.length + 200 * 512);
        PartitionTables.mbr(disk, 0, 0, 7, 1, 8);
        PartitionTables.mbr(disk, 0, 1, 5, 10, sectors + 100);
        PartitionTables.mbr(disk, 10, 0, 0x83, 1, 8);
        PartitionTables.mbr(disk, 10, 1, 5, 20, sectors + 50);
        PartitionTables.mbr(disk, 30, 0, 0x83, 2, sectors);
        disk.put(32 * 512, root);
        DiskContent.Partitions found = (DiskContent.Partitions) look(disk.array());
        assertThat(found.integrity()).isEqualTo(Integrity.GOOD);
        assertThat(found.partitions()).extracting(Partition::number).containsExactly(1, 5, 6);
        assertThat(found.partitions().getLast().kind()).isEqualTo(FileSystemKind.EXT);
    }

    @Test
    void aChainOfExtendedPartitionsThatIsARingEnds() throws IOException {
        ByteBuffer disk = disk(200 * 512);
        PartitionTables.mbr(disk, 0, 0, 5, 10, 100);
        PartitionTables.mbr(disk, 10, 0, 0x83, 1, 8);
        PartitionTables.mbr(disk, 10, 1, 5, 0, 100);
        DiskContent.Partitions found = (DiskContent.Partitions) look(disk.array());
        assertThat(found.integrity()).isEqualTo(Integrity.DAMAGED);
        assertThat(found.partitions()).hasSize(60);
    }
}
