package org.lifeboat.deflate;

import java.io.IOException;
import java.util.Arrays;

/**
 * Decodes blocks to bytes. What was decoded last lies in {@link #buffer}, behind the window of what
 * was decoded before it.
 */
final class ByteDecoder {

    /** How far back a match may refer, in bytes (RFC 1951, 2). */
    static final int WINDOW = 32 * 1024;

    private static final int USUAL_PIECE = 256 * 1024;

    private final Blocks blocks;
    private final SymbolLoop loop = new SymbolLoop();
    private final int limit;
    final byte[] buffer;

    /** Where the history begins, to which matches may refer. */
    private int begin;

    private int from;
    private int to;

    /** Where {@link #to} is in all of the output. */
    private long position;

    private long stopAt = Long.MAX_VALUE;
    private IOException failure;

    /**
     * @param window what was decoded before, at most {@link #WINDOW} bytes
     * @param position how many bytes were decoded before
     */
    ByteDecoder(Blocks blocks, byte[] window, long position) {
        this(blocks, window, position, USUAL_PIECE);
    }

    /**
     * @param piece about how many bytes are decoded at once, at least 1
     */
    ByteDecoder(Blocks blocks, byte[] window, long position, int piece) {
        this.blocks = blocks;
        this.limit = WINDOW + piece;
        this.buffer = new byte[limit + SymbolLoop.STEP];
        System.arraycopy(window, 0, buffer, 0, window.length);
        this.from = window.length;
        this.to = window.length;
        this.position = position;
    }

    /** In the buffer, the first byte that {@link #decode} gave last. */
    int from() {
        return from;
    }

    /** In the buffer, behind the last byte that was decoded. */
    int to() {
        return to;
    }

    /** Bytes decoded by now. */
    long position() {
        return position;
    }

    long bitPosition() {
        return blocks.input.bitPosition();
    }

    /** Makes {@link #decode} stop at the first block that begins at or behind this position. */
    void stopAtBlock(long outputPosition) {
        stopAt = outputPosition;
    }

    /** Whether a block begins here, and the place to stop at is reached. */
    boolean hasStopped() {
        return position >= stopAt && blocks.place == Blocks.Place.BLOCK_BEGIN && failure == null;
    }

    boolean hasEnded() {
        return blocks.place == Blocks.Place.END;
    }

    /** A new stream begins, which cannot refer to what was before. */
    void restart() {
        blocks.restart();
        begin = to;
    }

    /** The last bytes, at most {@link #WINDOW}, as far as this stream may refer to them. */
    byte[] window() {
        return Arrays.copyOfRange(buffer, Math.max(begin, to - WINDOW), to);
    }

    /**
     * Decodes the next bytes. None, if the stream has ended or stops here.
     *
     * @throws IOException not before all bytes before the failure have been given
     */
    void decode() throws IOException {
        if (to > limit) {
            slide();
        }
        from = to;
        try {
            while (to <= limit && failure == null && !hasEnded() && !hasStopped()) {
                step();
            }
        } catch (IOException failed) {
            failure = failed;
        }
        if (failure != null && from == to) {
            throw failure;
        }
    }

    private void step() throws IOException {
        switch (blocks.place) {
            case BLOCK_BEGIN -> blocks.begin();
            case STORED -> moveOn(to + blocks.readStored(buffer, to, limit + 1 - to));
            case CODED -> stepCoded();
            case END -> throw new IllegalStateException("nothing behind the end");
        }
    }

    private void stepCoded() throws IOException {
        blocks.input.fill();
        if (blocks.input.hasStep()) {
            moveOn(loop.run(blocks, buffer, begin, to, limit));
            loop.checkNoFault(blocks);
        } else {
            append(blocks.symbol());
        }
    }

    private void append(int symbol) throws IOException {
        if (symbol == Blocks.END_OF_BLOCK) {
            return;
        }
        int length = symbol >>> 16;
        if (length == 0) {
            buffer[to] = (byte) symbol;
            moveOn(to + 1);
            return;
        }
        int source = to - (symbol & 0xffff);
        if (source < begin) {
            throw blocks.input.fault(Fault.DISTANCE);
        }
        for (int i = 0; i < length; i++) {
            buffer[to + i] = buffer[source + i];
        }
        moveOn(to + length);
    }

    private void moveOn(int end) {
        position += end - to;
        to = end;
    }

    private void slide() {
        int distance = to - WINDOW;
        System.arraycopy(buffer, distance, buffer, 0, WINDOW);
        begin = Math.max(0, begin - distance);
        to = WINDOW;
    }
}
