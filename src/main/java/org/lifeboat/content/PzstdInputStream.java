package org.lifeboat.content;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;

import org.lifeboat.problem.ProblemException;
import org.lifeboat.problem.StreamProblem;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * What pzstd packed, from any of its frames on. Before each of them a skippable frame (RFC 8878,
 * 3.1.2) says how long it is; frames do not refer to each other.
 */
public final class PzstdInputStream extends BulkInputStream {

    /** Of the skippable frame before each other one: its magic number, its length, that one's. */
    public static final int HEADER = 12;

    private static final int MAGIC = 0x184d2a50;

    private final InputStream compressed;
    private final Entrances entrances;
    private Optional<InputStream> frame = Optional.empty();

    /** In the compressed data, of the next frame's header. */
    private long next;

    private long output;

    /** Is told of each frame. */
    @FunctionalInterface
    public interface Entrances {
        /**
         * @param position in the compressed data, of the frame's header
         * @param output bytes of output before it
         */
        void found(long position, long output);
    }

    /**
     * @param compressed from a frame's header on
     * @param position of that, in the compressed data
     * @param output bytes of output before it
     */
    public PzstdInputStream(
            InputStream compressed, long position, long output, Entrances entrances) {
        this.compressed = compressed;
        this.next = position;
        this.output = output;
        this.entrances = entrances;
    }

    /**
     * Whether pzstd wrote this.
     *
     * @param start the first bytes of what was compressed
     */
    public static boolean isLikely(byte[] start) {
        return start.length >= HEADER - Integer.BYTES && isHeader(ByteBuffer.wrap(start));
    }

    private static boolean isHeader(ByteBuffer bytes) {
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        return bytes.getInt() == MAGIC && bytes.getInt() == Integer.BYTES;
    }

    /**
     * @throws ProblemException with {@link StreamProblem.CompressionDamaged} or {@link
     *     StreamProblem.EndsEarly}, or with what reading the compressed data throws
     */
    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        try {
            while (frame.isPresent() || begin()) {
                int count = frame.orElseThrow().read(into, offset, length);
                if (count > 0) {
                    output += count;
                    return count;
                }
                endFrame();
            }
            return -1;
        } catch (IOException | RuntimeException failed) {
            throw DecompressingInputStream.problem(failed, Compression.ZSTD);
        }
    }

    /** Comes to the next frame; false at the end of all. */
    private boolean begin() throws IOException {
        byte[] header = compressed.readNBytes(HEADER);
        if (header.length == 0) {
            return false;
        }
        if (header.length < HEADER) {
            throw new EOFException();
        }
        ByteBuffer bytes = ByteBuffer.wrap(header);
        if (!isHeader(bytes)) {
            throw new IOException("no header of pzstd's");
        }
        entrances.found(next, output);
        long length = Integer.toUnsignedLong(bytes.getInt());
        next += HEADER + length;
        frame = Optional.of(new ZstdInputStreamNoFinalizer(new Limited(length)));
        return true;
    }

    private void endFrame() throws IOException {
        if (frame.isPresent()) {
            frame.get().close();
            frame = Optional.empty();
        }
    }

    /** One frame's bytes; the compressed data stays open when it is closed. */
    private final class Limited extends BulkInputStream {
        private long left;

        private Limited(long length) {
            this.left = length;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = compressed.read(into, offset, (int) Math.min(length, left));
            left -= Math.max(count, 0);
            return count;
        }
    }

    @Override
    public void close() throws IOException {
        try (compressed) {
            endFrame();
        }
    }
}
