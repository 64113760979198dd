package org.lifeboat.disk;

import org.lifeboat.disk.ext4.BlockSource;
import org.lifeboat.disk.ext4.Integrity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The GUID partition table (UEFI specification, chapter 5.3). The primary one alone: in images that
 * were grown, its backup is not at the end.
 */
final class Gpt {

    /** More than any tool makes; the table claims its size itself. */
    private static final int MAX_ENTRIES = 256;

    private static final int MAX_ENTRY_SIZE = 4096;
    private static final int[] SECTOR_SIZES = {512, 4096};
    private static final int HEADER = 92;
    private static final byte[] MAGIC = "EFI PART".getBytes(StandardCharsets.US_ASCII);

    private Gpt() {}

    static Optional<DiskContent.Partitions> read(BlockSource image) throws IOException {
        for (int sector : SECTOR_SIZES) {
            if (image.size() >= 2L * sector) {
                ByteBuffer header = read(image, sector, sector);
                if (header.slice(0, 8).equals(ByteBuffer.wrap(MAGIC))) {
                    return Optional.of(partitions(image, sector, header));
                }
            }
        }
        return Optional.empty();
    }

    private static ByteBuffer read(BlockSource image, long position, int length)
            throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        image.readKnown(position, bytes);
        return bytes.flip();
    }

    private static DiskContent.Partitions partitions(
            BlockSource image, int sector, ByteBuffer header) throws IOException {
        Integrity integrity = headerCrcAgrees(header) ? Integrity.GOOD : Integrity.CHECKSUM_WRONG;
        long table = header.getLong(72);
        long claimed = Integer.toUnsignedLong(header.getInt(80));
        int size = header.getInt(84);
        List<Partition> found = new ArrayList<>();
        long length = Math.min(claimed, MAX_ENTRIES) * size;
        boolean fits =
                size >= 128
                        && size <= MAX_ENTRY_SIZE
                        && table >= 2
                        && table < image.size() / sector
                        && length <= image.size() - table * sector;
        if (!fits) {
            return new DiskContent.Partitions(found, Integrity.DAMAGED);
        }
        ByteBuffer entries = read(image, table * sector, (int) length);
        if (claimed <= MAX_ENTRIES && crc(entries, length) != header.getInt(88)) {
            integrity = integrity.worse(Integrity.CHECKSUM_WRONG);
        }
        for (int at = 0; at < entries.limit(); at += size) {
            boolean isUsed = entries.getLong(at) != 0 || entries.getLong(at + 8) != 0;
            if (isUsed) {
                long first = entries.getLong(at + 32);
                long last = entries.getLong(at + 40);
                long sectors = image.size() / sector;
                if (first < 1 || first > last || last >= sectors) {
                    integrity = Integrity.DAMAGED;
                    continue;
                }
                BlockSource part = image.part(first * sector, (last - first + 1) * sector);
                found.add(
                        new Partition(
                                at / size + 1,
                                name(entries, at + 56),
                                first * sector,
                                part,
                                DiskImage.partitionKind(part)));
            }
        }
        return new DiskContent.Partitions(found, integrity);
    }

    private static boolean headerCrcAgrees(ByteBuffer header) {
        long size = Integer.toUnsignedLong(header.getInt(12));
        if (size < HEADER || size > header.limit()) {
            return false;
        }
        ByteBuffer zeroed = ByteBuffer.wrap(header.array().clone()).putInt(16, 0);
        return crc(zeroed, size) == header.getInt(16);
    }

    private static int crc(ByteBuffer bytes, long length) {
        CRC32 crc = new CRC32();
        crc.update(bytes.slice(0, (int) length));
        return (int) crc.getValue();
    }

    private static String name(ByteBuffer entries, int at) {
        String name = new String(entries.array(), at, 72, StandardCharsets.UTF_16LE);
        int end = name.indexOf('\0');
        return end < 0 ? name : name.substring(0, end);
    }
}
