package org.lifeboat.restore.salvage;

import org.tukaani.xz.CorruptedInputException;
import org.tukaani.xz.XZInputStream;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/**
 * xz's blocks (The .xz File Format 1.2.0, 3.1): their headers end in a CRC-32. Of several threads,
 * xz writes many; of one, one that nothing can be saved of.
 */
final class XzEntrance implements FrameResumption.Entrance {

    private static final byte[] MAGIC = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0};

    /** A block's header with one filter and both sizes. */
    private static final int USUAL_HEADER = 32;

    private static final int RESERVED_FLAGS = 0x3c;
    private static final int FILTERS = 3;
    private static final int HAS_COMPRESSED_SIZE = 0x40;
    private static final int HAS_SIZE = 0x80;
    private static final int LZMA2 = 0x21;

    /** xz -9 needs 65 MiB; what needs more was not written by a backup. */
    private static final int MEMORY_KIB = 256 * 1024;

    /** The kind of check, as the stream's header names it. */
    private final int check;

    /**
     * @param streamStart the stream's first bytes
     */
    XzEntrance(byte[] streamStart) {
        check = streamStart.length > MAGIC.length + 1 ? streamStart[MAGIC.length + 1] & 0xf : 4;
    }

    @Override
    public int length() {
        return USUAL_HEADER;
    }

    @Override
    public boolean isAt(byte[] bytes, int offset) {
        int length = ((bytes[offset] & 0xff) + 1) * 4;
        int flags = bytes[offset + 1];
        if (length < 8 || length > USUAL_HEADER || (flags & (RESERVED_FLAGS | FILTERS)) != 0) {
            return false;
        }
        int at = offset + 2;
        int end = offset + length - Integer.BYTES;
        at = (flags & HAS_COMPRESSED_SIZE) == 0 ? at : behindNumber(bytes, at, end);
        at = (flags & HAS_SIZE) == 0 ? at : behindNumber(bytes, at, end);
        if (at + 3 > end || bytes[at] != LZMA2 || bytes[at + 1] != 1) {
            return false;
        }
        CRC32 crc = new CRC32();
        crc.update(bytes, offset, length - Integer.BYTES);
        return (int) crc.getValue()
                == ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(end);
    }

    /** The index counts the blocks, also those that are lost. */
    @Override
    public PieceEnd end(Exception thrown) {
        return switch (thrown) {
            case EOFException _ -> PieceEnd.CUT;
            case CorruptedInputException index
                    when String.valueOf(index.getMessage()).contains("XZ Index") ->
                    PieceEnd.STREAM;
            default -> PieceEnd.FAULT;
        };
    }

    /** Numbers have 7 bits a byte, the last one without the eighth. */
    private static int behindNumber(byte[] bytes, int at, int end) {
        int behind = at;
        while (behind < end && bytes[behind] < 0) {
            behind++;
        }
        return behind + 1;
    }

    @Override
    public InputStream open(InputStream compressed) throws IOException {
        byte[] flags = {0, (byte) check};
        CRC32 crc = new CRC32();
        crc.update(flags);
        byte[] header =
                ByteBuffer.allocate(MAGIC.length + flags.length + Integer.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(MAGIC)
                        .put(flags)
                        .putInt((int) crc.getValue())
                        .array();
        return new XZInputStream(
                new SequenceInputStream(new ByteArrayInputStream(header), compressed), MEMORY_KIB);
    }
}
