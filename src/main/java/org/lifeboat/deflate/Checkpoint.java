package org.lifeboat.deflate;

import java.io.IOException;

/**
 * The begin of a block in a gzip stream, with all that is needed to decode from there. Its arrays
 * are shared, not copied.
 *
 * @param bitPosition of the block's first bit, from the beginning of the compressed data
 * @param outputPosition bytes decoded before it, of all members
 * @param memberLength bytes decoded before it, of the member that it is in; {@link #UNSEEN} if its
 *     beginning was not seen, so that it cannot be checked
 * @param memberCrc the CRC-32 of these
 * @param window the last of these, at most 32 KiB
 */
public record Checkpoint(
        long bitPosition, long outputPosition, long memberLength, int memberCrc, byte[] window) {

    static final long UNSEEN = -1;

    /** The same in a longer output, of which so many bytes come before. */
    public Checkpoint behind(long bytes) {
        return new Checkpoint(bitPosition, outputPosition + bytes, memberLength, memberCrc, window);
    }

    /** Of the byte in which the block begins: from there on the compressed data is needed. */
    public long bytePosition() {
        return bitPosition >>> 3;
    }

    /** As bytes to keep: small, and sealed with a checksum. */
    public byte[] toBytes() {
        return CheckpointBytes.write(this);
    }

    /**
     * @throws DeflateException if these are not the bytes of a checkpoint
     */
    public static Checkpoint of(byte[] bytes) throws IOException {
        return CheckpointBytes.read(bytes);
    }
}
