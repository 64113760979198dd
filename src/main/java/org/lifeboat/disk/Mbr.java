package org.lifeboat.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
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
    private Verdict verdict = Verdict.GOOD;

    private Mbr(BlockSource image) {
        this.image = image;
    }

    static Optional<DiskContent.Partitions> read(BlockSource image) throws IOException {
        if (image.size() < SECTOR) {
            return Optional.empty();
        }
        Mbr mbr = new Mbr(image);
        byte[] sector = mbr.sector(0);
        if (!isTable(sector)) {
            return Optional.empty();
        }
        for (int i = 0; i < 4; i++) {
            int at = FIRST_ENTRY + i * ENTRY;
            if (isExtended(sector[at + 4])) {
                mbr.chain(Bytes.u32(sector, at + 8));
            } else {
                mbr.add(i + 1, sector, at, 0);
            }
        }
        return Optional.of(new DiskContent.Partitions(mbr.found, mbr.verdict));
    }

    private byte[] sector(long number) throws IOException {
        byte[] sector = new byte[SECTOR];
        image.read(number * SECTOR, ByteBuffer.wrap(sector));
        return sector;
    }

    private static boolean isTable(byte[] sector) {
        boolean any = false;
        for (int i = 0; i < 4; i++) {
            int at = FIRST_ENTRY + i * ENTRY;
            if ((sector[at] & 0x7f) != 0) {
                return false;
            }
            any |= sector[at + 4] != 0;
        }
        return any && hasSignature(sector);
    }

    private static boolean hasSignature(byte[] sector) {
        return sector[510] == 0x55 && sector[511] == (byte) 0xaa;
    }

    private static boolean isExtended(byte type) {
        return type == 0x05 || type == 0x0f || type == (byte) 0x85;
    }

    private void add(int number, byte[] sector, int at, long base) throws IOException {
        long start = (base + Bytes.u32(sector, at + 8)) * SECTOR;
        long length = Bytes.u32(sector, at + 12) * SECTOR;
        if (sector[at + 4] == 0 || length == 0) {
            return;
        }
        if (start == 0 || start > image.size() || length > image.size() - start) {
            verdict = Verdict.DAMAGED;
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
                verdict = Verdict.DAMAGED;
                return;
            }
            byte[] sector = sector(at);
            if (!hasSignature(sector)) {
                verdict = Verdict.DAMAGED;
                return;
            }
            add(5 + logical, sector, FIRST_ENTRY, at);
            int next = FIRST_ENTRY + ENTRY;
            if (!isExtended(sector[next + 4])) {
                return;
            }
            at = extended + Bytes.u32(sector, next + 8);
        }
        verdict = Verdict.DAMAGED;
    }
}
