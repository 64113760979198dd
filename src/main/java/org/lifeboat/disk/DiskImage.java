package org.lifeboat.disk;

import org.lifeboat.disk.ext4.BlockSource;
import org.lifeboat.disk.ext4.Ext4;
import org.lifeboat.disk.ext4.FileState;
import org.lifeboat.disk.ext4.Stretch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Finds out what an image holds. */
public final class DiskImage {

    /** Bytes that are looked at before an image is called empty; a smaller one is read whole. */
    private static final long LOOK_AT_IMAGE = 64L << 20;

    /** The same for a partition: a hostile table has hundreds of large ones. */
    private static final long LOOK_AT_PARTITION = 1L << 20;

    private static final int SAMPLE = 64 * 1024;

    private DiskImage() {}

    /**
     * @throws IOException if the image cannot be read
     */
    public static DiskContent look(BlockSource image) throws IOException {
        FileSystemKind kind = kind(image, LOOK_AT_IMAGE);
        if (kind == FileSystemKind.UNKNOWN) {
            Optional<DiskContent.Partitions> partitions = Gpt.read(image);
            if (partitions.isEmpty()) {
                partitions = Mbr.read(image);
            }
            if (partitions.isPresent()) {
                return partitions.get();
            }
            if (Ext4.hasBackup(image)) {
                kind = FileSystemKind.EXT;
            }
        }
        return new DiskContent.Volume(kind, image);
    }

    static FileSystemKind partitionKind(BlockSource partition) throws IOException {
        return kind(partition, LOOK_AT_PARTITION);
    }

    private static FileSystemKind kind(BlockSource source, long lookAt) throws IOException {
        byte[] start = new byte[(int) Math.min(FileSystemKind.START, source.size())];
        source.readKnown(0, ByteBuffer.wrap(start));
        FileSystemKind kind = FileSystemKind.of(start);
        return kind == FileSystemKind.UNKNOWN && isEmpty(source, lookAt)
                ? FileSystemKind.EMPTY
                : kind;
    }

    /**
     * Reads small images whole. Of large ones, which may be a hundred gibibytes of holes, it reads
     * samples: start, end, and places between, of which the backup superblocks are looked for
     * apart.
     */
    private static boolean isEmpty(BlockSource source, long lookAt) throws IOException {
        long size = source.size();
        if (hasLost(source)) {
            return false;
        }
        if (size <= lookAt) {
            for (long at = 0; at < size; at += SAMPLE) {
                if (!isZero(source, at)) {
                    return false;
                }
            }
            return true;
        }
        long samples = lookAt / SAMPLE;
        long step = (size - SAMPLE) / (samples - 1);
        for (int i = 0; i < samples; i++) {
            if (!isZero(source, i * step)) {
                return false;
            }
        }
        return isZero(source, size - SAMPLE) && !Ext4.hasBackup(source);
    }

    /** Zeros where something was lost say nothing. */
    private static boolean hasLost(BlockSource source) {
        for (long at = 0; at < source.size(); ) {
            Stretch next = source.stretch(at, source.size() - at);
            if (next.state() == FileState.DAMAGED) {
                return true;
            }
            at += next.length();
        }
        return false;
    }

    private static boolean isZero(BlockSource source, long at) throws IOException {
        byte[] sample = new byte[(int) Math.min(SAMPLE, source.size() - at)];
        source.readKnown(at, ByteBuffer.wrap(sample));
        for (byte b : sample) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }
}
