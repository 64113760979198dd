package org.lifeboat.disk;

import org.lifeboat.disk.ext4.BlockSource;
import org.lifeboat.disk.ext4.Integrity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The partition table of PCs before GPT: four entries, one of which may begin a chain of more. */
final class Mbr {

    /**
     * The chain of an extended partition has one sector for each logical one; Linux stops at 60.
     */
    private static final int MAX_LOGICAL = 60;

    private static final int SECTOR = 512;
    private static final int FIRST_ENTRY = 446;
    private static final int ENTRY = 16;

    private final BlockSource image;
    private final List<Partition> found = new ArrayList<>();
    private Integrity integrity = Integrity.GOOD;

    private Mbr(BlockSource image) {
        this.image = image;
    }

    static Optional<DiskContent.Partitions> read(BlockSource image) throws IOException {
        if (image.size() < SECTOR) {
            return Optional.empty();
        }
        Mbr mbr = new Mbr(image);
        ByteBuffer sector = mbr.sector(0);
        if (!isTable(sector)) {
            return Optional.empty();
        }
        for (int i = 0; i < 4; i++) {
            int at = FIRST_ENTRY + i * ENTRY;
            if (isExtended(sector.get(at + 4))) {
                mbr.chain(u32(sector, at + 8));
            } else {
                mbr.add(i + 1, sector, at, 0);
            }
        }
        return Optional.of(new DiskContent.Partitions(mbr.found, mbr.integrity));
    }

    private ByteBuffer sector(long number) throws IOException {
        ByteBuffer sector = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        image.readKnown(number * SECTOR, sector);
        return sector.flip();
    }

    private static long u32(ByteBuffer sector, int at) {
        return Integer.toUnsignedLong(sector.getInt(at));
    }

    private static boolean isTable(ByteBuffer sector) {
        boolean any = false;
        for (int i = 0; i < 4; i++) {
            int at = FIRST_ENTRY + i * ENTRY;
            if ((sector.get(at) & 0x7f) != 0) {
                return false;
            }
            any |= sector.get(at + 4) != 0;
        }
        return any && hasSignature(sector);
    }

    private static boolean hasSignature(ByteBuffer sector) {
        return sector.get(510) == 0x55 && sector.get(511) == (byte) 0xaa;
    }

    private static boolean isExtended(byte type) {
        return type == 0x05 || type == 0x0f || type == (byte) 0x85;
    }

    private void add(int number, ByteBuffer sector, int at, long base) throws IOException {
        long start = (base + u32(sector, at + 8)) * SECTOR;
        long length = u32(sector, at + 12) * SECTOR;
        if (sector.get(at + 4) == 0 || length == 0) {
            return;
        }
        if (start == 0 || start > image.size() || length > image.size() - start) {
            integrity = Integrity.DAMAGED;
            return;
        }
        BlockSource part = image.part(start, length);
        found.add(new Partition(number, "", start, part, DiskImage.partitionKind(part)));
    }

    /** Each sector of the chain has one partition, and the way to the next sector. */
    private void chain(long extended) throws IOException {
        long at = extended;
        for (int logical = 0; logical < MAX_LOGICAL; logical++) {
            if (at == 0 || at >= image.size() / SECTOR) {
                integrity = Integrity.DAMAGED;
                return;
            }
            ByteBuffer sector = sector(at);
            if (!hasSignature(sector)) {
                integrity = Integrity.DAMAGED;
                return;
            }
            add(5 + logical, sector, FIRST_ENTRY, at);
            int next = FIRST_ENTRY + ENTRY;
            if (!isExtended(sector.get(next + 4))) {
                return;
            }
            at = extended + u32(sector, next + 8);
        }
        integrity = Integrity.DAMAGED;
    }
}
