package org.lifeboat.deflate;

import java.io.IOException;

/**
 * Decodes blocks whose window is not known: what refers to it becomes a marker, the number of the
 * window's byte. Each value is a byte (0 to 255), or {@link #MARKER} and that number (0 the oldest
 * of 32 KiB).
 */
final class MarkerDecoder {

    static final int MARKER = 0x8000;

    private static final int WINDOW = ByteDecoder.WINDOW;
    private static final int LIMIT = WINDOW + 64 * 1024;
    private static final int LONGEST_MATCH = 258;

    private final Blocks blocks;
    private final byte[] stored = new byte[4096];
    final char[] buffer = new char[LIMIT + LONGEST_MATCH + 1];
    private int from = WINDOW;
    private int to = WINDOW;
    private int lastMarker = WINDOW - 1;
    private long position;
    private IOException failure;

    MarkerDecoder(Blocks blocks) {
        this.blocks = blocks;
        for (int i = 0; i < WINDOW; i++) {
            buffer[i] = (char) (MARKER | i);
        }
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** Values decoded by now. */
    long position() {
        return position;
    }

    /** Whether no marker is left that anything could refer to. */
    boolean isWindowKnown() {
        return to - lastMarker > WINDOW;
    }

    boolean hasEnded() {
        return blocks.place == Blocks.Place.END;
    }

    /** The last 32 KiB; markers are zeros. */
    byte[] window() {
        byte[] window = new byte[WINDOW];
        for (int i = 0; i < WINDOW; i++) {
            char value = buffer[to - WINDOW + i];
            window[i] = value < MARKER ? (byte) value : 0;
        }
        return window;
    }

    /**
     * Decodes the next values; none, if the stream has ended.
     *
     * @throws IOException not before all values before the failure have been given
     */
    void decode() throws IOException {
        if (to > LIMIT) {
            slide();
        }
        from = to;
        try {
            while (to <= LIMIT && failure == null && !hasEnded()) {
                step();
            }
        } catch (IOException failed) {
            failure = failed;
        }
        position += to - from;
        if (failure != null && from == to) {
            throw failure;
        }
    }

    private void step() throws IOException {
        switch (blocks.place) {
            case BLOCK_BEGIN -> blocks.begin();
            case STORED -> appendStored();
            case CODED -> append(blocks.symbol());
            case END -> throw new IllegalStateException("nothing behind the end");
        }
    }

    private void appendStored() throws IOException {
        int read = blocks.readStored(stored, 0, Math.min(stored.length, LIMIT + 1 - to));
        for (int i = 0; i < read; i++) {
            buffer[to++] = (char) (stored[i] & 0xff);
        }
    }

    private void append(int symbol) {
        if (symbol == Blocks.END_OF_BLOCK) {
            return;
        }
        int length = symbol >>> 16;
        if (length == 0) {
            buffer[to++] = (char) symbol;
            return;
        }
        // The window before the output is full of markers, so every distance leads into the buffer.
        int source = to - (symbol & 0xffff);
        for (int i = 0; i < length; i++) {
            char value = buffer[source + i];
            if (value >= MARKER) {
                lastMarker = to;
            }
            buffer[to++] = value;
        }
    }

    private void slide() {
        int distance = to - WINDOW;
        System.arraycopy(buffer, distance, buffer, 0, WINDOW);
        lastMarker = Math.max(-1, lastMarker - distance);
        to = WINDOW;
    }
}
