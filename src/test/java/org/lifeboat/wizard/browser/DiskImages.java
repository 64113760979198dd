package org.lifeboat.wizard.browser;

import org.lifeboat.testing.TestData;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Disk images as files, for what opens them by their paths. */
public final class DiskImages {

    public static final String TEXT = "This data has been successfully recovered!";

    private static final int SECTOR = 512;
    private static final int SWAP = 2048;
    private static final int FILES = 4096;

    private DiskImages() {}

    public static byte[] fixture(String name) {
        return TestData.gunzip(TestData.path("disks").resolve(name + ".img.gz"));
    }

    public static Path write(Path file, byte[] bytes) {
        try {
            return Files.write(file, bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A whole disk: partition 1 is swap space, partition 2 a file system. */
    public static byte[] partitioned(byte[] fileSystem) {
        ByteBuffer disk =
                ByteBuffer.allocate(FILES * SECTOR + fileSystem.length)
                        .order(ByteOrder.LITTLE_ENDIAN);
        partition(disk, 0, 0x82, SWAP, FILES - SWAP);
        partition(disk, 1, 0x83, FILES, fileSystem.length / SECTOR);
        disk.putShort(510, (short) 0xaa55);
        disk.put(SWAP * SECTOR + 4086, "SWAPSPACE2".getBytes(StandardCharsets.US_ASCII));
        disk.put(FILES * SECTOR, fileSystem);
        return disk.array();
    }

    private static void partition(ByteBuffer disk, int index, int type, int start, int sectors) {
        int at = 446 + 16 * index;
        disk.put(at + 4, (byte) type).putInt(at + 8, start).putInt(at + 12, sectors);
    }
}
