package org.lifeboat.restore;

import org.lifeboat.archive.ChunkBytes;
import org.lifeboat.archive.OuterEntry;
import org.lifeboat.archive.Source;
import org.lifeboat.watch.Stage;
import org.lifeboat.watch.Watch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Reads whole entries into pieces of memory. */
final class PartInput {

    /**
     * Bytes that one thread reads before another may: disks with heads should not have to jump more
     * often.
     */
    private static final int BURST_PIECES = 32;

    /** Bytes: what drives fail to read at once. */
    private static final int SECTOR = 4096;

    /**
     * Failing drives take seconds for each sector that they do not give: behind so many of one
     * part, a piece that cannot be read is lost as a whole.
     */
    private static final int MOST_BAD_SECTORS = 2048;

    private final Source source;

    PartInput(Source source) {
        this.source = source;
    }

    /** Reads one buffer's worth, from the cache or the medium. */
    @FunctionalInterface
    interface Reader {
        void read(long position, ByteBuffer into) throws IOException;
    }

    /**
     * @param pieces filled with the entry's bytes
     * @throws IOException if some of them cannot be read
     */
    void read(OuterEntry entry, List<byte[]> pieces, Watch watch, Reader reader)
            throws IOException {
        int piece = 0;
        while (piece < pieces.size()) {
            synchronized (source) {
                int burstEnd = Math.min(piece + BURST_PIECES, pieces.size());
                for (; piece < burstEnd; piece++) {
                    long at = (long) piece * ChunkBytes.PIECE;
                    watch.at(Stage.READING, (double) at / entry.size());
                    int length = (int) Math.min(ChunkBytes.PIECE, entry.size() - at);
                    reader.read(entry.offset() + at, ByteBuffer.wrap(pieces.get(piece), 0, length));
                }
            }
        }
    }

    /**
     * The same around what cannot be read: there are zeros.
     *
     * @return where
     */
    Holes readAround(OuterEntry entry, List<byte[]> pieces, Watch watch) {
        Holes holes = new Holes();
        int[] badSectors = {0};
        for (int piece = 0; piece < pieces.size(); piece++) {
            long at = (long) piece * ChunkBytes.PIECE;
            watch.at(Stage.READING, (double) at / entry.size());
            int length = (int) Math.min(ChunkBytes.PIECE, entry.size() - at);
            ByteBuffer into = ByteBuffer.wrap(pieces.get(piece), 0, length);
            synchronized (source) {
                readAround(entry.offset() + at, into, at, holes, badSectors, watch);
            }
        }
        return holes;
    }

    private void readAround(
            long position,
            ByteBuffer into,
            long inPart,
            Holes holes,
            int[] badSectors,
            Watch watch) {
        byte[] piece = into.array();
        int length = into.limit();
        try {
            source.read(position, into);
            return;
        } catch (IOException somewhere) {
            if (badSectors[0] >= MOST_BAD_SECTORS) {
                Arrays.fill(piece, 0, length, (byte) 0);
                holes.add(inPart, inPart + length);
                return;
            }
        }
        int at = 0;
        while (at < length) {
            watch.at(Stage.READING, 0);
            int toBorder = SECTOR - (int) ((position + at) % SECTOR);
            int count = Math.min(toBorder, length - at);
            try {
                source.read(position + at, ByteBuffer.wrap(piece, at, count));
            } catch (IOException here) {
                Arrays.fill(piece, at, at + count, (byte) 0);
                holes.add(inPart + at, inPart + at + count);
                badSectors[0]++;
            }
            at += count;
        }
    }
}
