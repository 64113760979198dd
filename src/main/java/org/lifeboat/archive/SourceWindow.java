package org.lifeboat.archive;

import org.lifeboat.tar.Tar;
import org.lifeboat.tar.TarHeader;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Bytes of a source around a position, read in few pieces. If they cannot be read, the result says
 * so; nothing is thrown.
 */
final class SourceWindow {

    private final Source source;
    private final byte[] bytes;
    private long start;
    private int length;
    private long size;

    /**
     * @param capacity bytes that can be looked at together
     */
    SourceWindow(Source source, int capacity) {
        this.source = source;
        this.bytes = new byte[capacity];
        this.size = source.size();
    }

    /** In bytes; less than at first if the file became shorter meanwhile. */
    long size() {
        return size;
    }

    /**
     * @param ahead bytes to read if the window has to be moved
     * @return whether the block at the position could be read
     */
    boolean load(long at, int ahead) {
        if (at > size - Tar.BLOCK) {
            return false;
        }
        boolean isLoaded = at >= start && at + Tar.BLOCK <= start + length;
        return isLoaded || read(at, ahead) || (at <= size - Tar.BLOCK && read(at, Tar.BLOCK));
    }

    /** Reads from a position on; the window begins there then. */
    boolean read(long at, int wanted) {
        start = at;
        length = (int) Math.min(Math.min(wanted, bytes.length), size - at);
        try {
            source.read(at, ByteBuffer.wrap(bytes, 0, length));
            return true;
        } catch (EOFException shorter) {
            size = end(at);
        } catch (IOException unreadable) {
            // Told by the result.
        }
        length = 0;
        return false;
    }

    /** Where the file ends now: at the position or behind it, but before the old end. */
    private long end(long at) {
        long there = at;
        long notThere = size;
        while (there < notThere) {
            long middle = there + (notThere - there) / 2;
            try {
                source.read(middle, ByteBuffer.allocate(1));
                there = middle + 1;
            } catch (IOException behindTheEnd) {
                notThere = middle;
            }
        }
        return there;
    }

    /** Bytes that are loaded. */
    int length() {
        return length;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where a loaded position is in {@link #bytes}. */
    int index(long at) {
        return (int) (at - start);
    }

    boolean isZero(long at) {
        return Tar.isZero(bytes, index(at), Tar.BLOCK);
    }

    boolean isHeader(long at) {
        return TarHeader.isHeader(bytes, index(at));
    }
}
