package org.lifeboat.deflate;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * A gzip file's output from some block on, when what lies before is lost: bytes that refer to what
 * is lost come as zeros and are said to be unknown. They get fewer, and none come any more after
 * some megabytes.
 *
 * <p>Each read delivers bytes of one kind; {@link #isKnown} tells which. The compressed data has to
 * end where it is known to be bad, since damage does not show. Its end then is a {@link
 * DeflateException}, as every other fault is, after all that comes before. A member whose beginning
 * is lost cannot be checked, those behind it are.
 */
public final class SegmentInputStream extends InputStream {

    private final InputStream compressed;
    private final Blocks blocks;
    private final MarkerDecoder markers;
    private int next;
    private boolean known;
    private long checkpointsEvery = Long.MAX_VALUE;
    private Consumer<Checkpoint> checkpoints = checkpoint -> {};

    /** What goes on once nothing unknown is left, or behind this member. */
    private GzipInputStream rest;

    /**
     * @param compressed from the byte in which the block begins
     * @param bitPosition of the block's first bit, from the beginning of the compressed data
     */
    public SegmentInputStream(InputStream compressed, long bitPosition) throws IOException {
        this.compressed = compressed;
        this.blocks = new Blocks(new BitInput(compressed, bitPosition));
        this.markers = new MarkerDecoder(blocks);
        this.next = markers.to();
    }

    /**
     * As {@link GzipInputStream#takeCheckpoints}, where nothing unknown is left. Their output
     * begins with this stream's.
     */
    public void takeCheckpoints(long every, Consumer<Checkpoint> to) {
        checkpointsEvery = every;
        checkpoints = to;
    }

    /** Whether nothing unknown comes any more. */
    public boolean isAllKnown() {
        return rest != null;
    }

    /** Whether the bytes of the last read are the file's own; else they are zeros. */
    public boolean isKnown() {
        return known;
    }

    /** The length that the last member that ended states of itself, modulo 2^32. */
    public OptionalLong statedLength() {
        return rest == null ? OptionalLong.empty() : rest.statedLength();
    }

    /** What lies behind the last member. To be asked when the end was read. */
    public Following following() {
        return rest == null ? Following.NOTHING : rest.following();
    }

    /** Behind the last bit that was read, from the beginning of the compressed data. */
    public long bitPosition() {
        return blocks.input.bitPosition();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        while (rest == null && next == markers.to()) {
            decodeMore();
        }
        if (next == markers.to()) {
            known = true;
            return rest.read(into, offset, length);
        }
        return readRun(into, offset, length);
    }

    private void decodeMore() throws IOException {
        if (markers.isWindowKnown() || markers.hasEnded()) {
            rest = GzipInputStream.inside(compressed, blocks, markers.window(), markers.position());
            if (checkpointsEvery != Long.MAX_VALUE) {
                rest.takeCheckpoints(checkpointsEvery, checkpoints);
            }
        } else {
            markers.decode();
            next = markers.from();
        }
    }

    private int readRun(byte[] into, int offset, int length) {
        int most = Math.min(length, markers.to() - next);
        known = isKnown(next);
        int some = 0;
        while (some < most && isKnown(next) == known) {
            into[offset + some++] = known ? (byte) markers.buffer[next] : 0;
            next++;
        }
        return some;
    }

    private boolean isKnown(int at) {
        return markers.buffer[at] < MarkerDecoder.MARKER;
    }

    @Override
    public void close() throws IOException {
        compressed.close();
    }
}
