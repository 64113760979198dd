package org.lifeboat.restore.salvage;

import java.io.IOException;

/**
 * Writes one of a segment's pieces to its place in the image. Where known and unknown bytes
 * alternate, only cells of {@link PiecePlaces#CELL} bytes that are known as a whole count as known,
 * or a map would have hundreds of thousands of regions that serve nobody.
 */
final class PieceWriter implements PieceSink {

    private final int wanted;
    private final TarLayout layout;
    private final SalvagedParts image;
    private final boolean isProven;
    private int current = -1;

    /** In the tar, of the next byte of the current piece. */
    private long position;

    /** Where the next cell begins that can be known as a whole. */
    private long nextCell;

    private final byte[] run = new byte[64 * 1024];
    private int length;

    /**
     * @param wanted which of the pieces, from 0
     * @param start of the piece in the tar
     * @param isProven whether it belongs there without a doubt
     */
    PieceWriter(int wanted, long start, boolean isProven, TarLayout layout, SalvagedParts image) {
        this.wanted = wanted;
        this.position = start;
        this.isProven = isProven;
        this.layout = layout;
        this.image = image;
    }

    /** In the tar, behind the last byte that came of the piece. */
    long position() {
        return position;
    }

    @Override
    public void begin(long bit) {
        current++;
    }

    @Override
    public void known(byte[] bytes, int offset, int count) throws IOException {
        if (current != wanted) {
            return;
        }
        int skipped = Math.clamp(nextCell - position, 0, count);
        position += skipped;
        int rest = count - skipped;
        if (length + rest > run.length) {
            write(position - length, run, 0, length);
            length = 0;
        }
        if (rest >= run.length) {
            write(position, bytes, offset + skipped, rest);
        } else {
            System.arraycopy(bytes, offset + skipped, run, length, rest);
            length += rest;
        }
        position += rest;
    }

    @Override
    public void unknown(long count) throws IOException {
        if (current != wanted) {
            return;
        }
        int partOfCell = (int) Math.min(length, position % PiecePlaces.CELL);
        write(position - length, run, 0, length - partOfCell);
        length = 0;
        position += count;
        nextCell = Math.ceilDiv(position, PiecePlaces.CELL) * PiecePlaces.CELL;
    }

    @Override
    public void end(PieceEnd end) throws IOException {
        if (current == wanted) {
            write(position - length, run, 0, length);
            length = 0;
        }
    }

    private void write(long start, byte[] bytes, int offset, int count) throws IOException {
        layout.forEach(
                start,
                count,
                (inTar, inImage, some) ->
                        image.write(
                                inImage,
                                bytes,
                                offset + (int) (inTar - start),
                                (int) some,
                                isProven));
    }
}
