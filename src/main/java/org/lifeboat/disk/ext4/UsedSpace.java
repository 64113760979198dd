package org.lifeboat.disk.ext4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/** How much of a file system is in use, by its superblock alone. */
public final class UsedSpace {

    private static final int FREE_BLOCKS = 0x0c;
    private static final int FREE_BLOCKS_HIGH = 0x158;
    private static final int STATE = 0x3a;
    private static final int CLEANLY_UNMOUNTED = 1;

    private UsedSpace() {}

    /**
     * Bytes that all files take at most, with what the file system needs for itself.
     *
     * @param source the file system; no more than its first 2 KiB are read
     * @return nothing if there is no superblock that agrees with itself, or if the count was not
     *     written down because the file system was in use
     */
    public static OptionalLong of(BlockSource source) {
        try {
            byte[] bytes = new byte[Superblock.SIZE];
            source.read(Superblock.POSITION, ByteBuffer.wrap(bytes));
            Superblock superblock = Superblock.parse(bytes, Superblock.POSITION);
            boolean isInUse =
                    superblock.needsRecovery()
                            || (Bytes.u16(bytes, STATE) & CLEANLY_UNMOUNTED) == 0;
            long free = Bytes.u32(bytes, FREE_BLOCKS);
            if (superblock.is64Bit()) {
                free |= Bytes.u32(bytes, FREE_BLOCKS_HIGH) << 32;
            }
            long used =
                    superblock.blocks - free * (superblock.clusterSize() / superblock.blockSize);
            boolean isSensible = superblock.checksumAgrees && free >= 0 && used > 0;
            return isSensible && !isInUse && used <= superblock.blocks
                    ? OptionalLong.of(used * superblock.blockSize)
                    : OptionalLong.empty();
        } catch (IOException noSuperblock) {
            return OptionalLong.empty();
        }
    }
}
