package org.lifeboat.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** Writes partition tables into little-endian disks of sectors of 512 bytes. */
public final class PartitionTables {

    private PartitionTables() {}

    /** One entry of an MBR, or of an extended partition's table, in any sector. */
    public static void mbr(
            ByteBuffer disk, long sector, int entry, int type, int start, int count) {
        int at = (int) sector * 512;
        disk.put(at + 510, new byte[] {0x55, (byte) 0xaa});
        int place = at + 446 + entry * 16;
        disk.put(place + 4, (byte) type).putInt(place + 8, start).putInt(place + 12, count);
    }

    /** One entry of a GPT, to be written before {@link #gpt}; sectors, the last one included. */
    public static void entry(ByteBuffer disk, int number, long first, long last, String name) {
        int at = 1024 + (number - 1) * 128;
        disk.put(at, (byte) 1).putLong(at + 32, first).putLong(at + 40, last);
        disk.put(at + 56, name.getBytes(UTF_16LE));
    }

    /** The GPT's header and the MBR that protects it. */
    public static ByteBuffer gpt(ByteBuffer disk) {
        disk.put(510, new byte[] {0x55, (byte) 0xaa}).put(446 + 4, (byte) 0xee);
        disk.put(512, "EFI PART".getBytes(ISO_8859_1)).putInt(512 + 12, 92);
        disk.putLong(512 + 72, 2).putInt(512 + 80, 128).putInt(512 + 84, 128);
        disk.putInt(512 + 88, crc(disk, 1024, 128 * 128));
        disk.putInt(512 + 16, crc(disk, 512, 92));
        return disk;
    }

    private static int crc(ByteBuffer disk, int from, int length) {
        CRC32 crc = new CRC32();
        crc.update(disk.array(), from, length);
        return (int) crc.getValue();
    }
}
