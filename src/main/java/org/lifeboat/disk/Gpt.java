package org.lifeboat.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
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
                byte[] header = new byte[sector];
                image.read(sector, ByteBuffer.wrap(header));
                if (ByteBuffer.wrap(header, 0, 8).equals(ByteBuffer.wrap(MAGIC))) {
                    return Optional.of(partitions(image, sector, header));
                }
            }
        }
        return Optional.empty();
    }

    private static DiskContent.Partitions partitions(BlockSource image, int sector, byte[] header)
            throws IOException {
        Verdict verdict = headerCrcAgrees(header) ? Verdict.GOOD : Verdict.CHECKSUM_WRONG;
        long table = Bytes.i64(header, 72);
        long claimed = Bytes.u32(header, 80);
        int size = Bytes.i32(header, 84);
        List<Partition> found = new ArrayList<>();
        long length = Math.min(claimed, MAX_ENTRIES) * size;
        boolean fits =
                size >= 128
                        && size <= MAX_ENTRY_SIZE
                        && table >= 2
                        && table < image.size() / sector
                        && length <= image.size() - table * sector;
        if (!fits) {
            return new DiskContent.Partitions(found, Verdict.DAMAGED);
        }
        byte[] entries = new byte[(int) length];
        image.read(table * sector, ByteBuffer.wrap(entries));
        if (claimed <= MAX_ENTRIES && crc(entries, length) != Bytes.i32(header, 88)) {
            verdict = verdict.worse(Verdict.CHECKSUM_WRONG);
        }
        for (int at = 0; at < entries.length; at += size) {
            if (!Bytes.isZero(entries, at, at + 16)) {
                long first = Bytes.i64(entries, at + 32);
                long last = Bytes.i64(entries, at + 40);
                long sectors = image.size() / sector;
                if (first < 1 || first > last || last >= sectors) {
                    verdict = Verdict.DAMAGED;
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
        return new DiskContent.Partitions(found, verdict);
    }

    private static boolean headerCrcAgrees(byte[] header) {
        long size = Bytes.u32(header, 12);
        if (size < HEADER || size > header.length) {
            return false;
        }
        byte[] zeroed = header.clone();
        for (int i = 16; i < 20; i++) {
            zeroed[i] = 0;
        }
        return crc(zeroed, size) == Bytes.i32(header, 16);
    }

    private static int crc(byte[] bytes, long length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, (int) length);
        return (int) crc.getValue();
    }

    private static String name(byte[] entries, int at) {
        String name = new String(entries, at, 72, StandardCharsets.UTF_16LE);
        int end = name.indexOf('\0');
        return end < 0 ? name : name.substring(0, end);
    }
}
