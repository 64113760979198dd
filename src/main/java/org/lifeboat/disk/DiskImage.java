package org.lifeboat.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Finds out what an image holds. */
public final class DiskImage {

    /** Images up to this size are read whole before they are called empty. */
    private static final long READ_WHOLE = 64L << 20;

    private static final int SAMPLES = 512;
    private static final int SAMPLE = 64 * 1024;

    private DiskImage() {}

    /**
     * @throws IOException if the image cannot be read
     */
    public static DiskContent look(BlockSource image) throws IOException {
        FileSystemKind kind = kind(image);
        if (kind == FileSystemKind.UNKNOWN) {
            Optional<DiskContent.Partitions> partitions = Gpt.read(image);
            if (partitions.isEmpty()) {
                partitions = Mbr.read(image);
            }
            if (partitions.isPresent()) {
                return partitions.get();
            }
            if (Superblock.findBackup(image).isPresent()) {
                kind = FileSystemKind.EXT;
            }
        }
        return new DiskContent.Volume(kind, image);
    }

    static FileSystemKind kind(BlockSource source) throws IOException {
        byte[] start = new byte[(int) Math.min(FileSystemKind.START, source.size())];
        source.read(0, ByteBuffer.wrap(start));
        FileSystemKind kind = FileSystemKind.of(start);
        return kind == FileSystemKind.UNKNOWN && isEmpty(source) ? FileSystemKind.EMPTY : kind;
    }

    /**
     * Reads small images whole. Of large ones, which may be a hundred gibibytes of holes, it reads
     * samples: start, end, and places between, of which the backup superblocks are looked for
     * apart.
     */
    static boolean isEmpty(BlockSource source) throws IOException {
        long size = source.size();
        if (size <= READ_WHOLE) {
            for (long at = 0; at < size; at += SAMPLE) {
                if (!isZero(source, at)) {
                    return false;
                }
            }
            return true;
        }
        long step = (size - SAMPLE) / (SAMPLES - 1);
        for (int i = 0; i < SAMPLES; i++) {
            if (!isZero(source, i * step)) {
                return false;
            }
        }
        return isZero(source, size - SAMPLE) && Superblock.findBackup(source).isEmpty();
    }

    private static boolean isZero(BlockSource source, long at) throws IOException {
        byte[] sample = new byte[(int) Math.min(SAMPLE, source.size() - at)];
        source.read(at, ByteBuffer.wrap(sample));
        return Bytes.isZero(sample, 0, sample.length);
    }
}
