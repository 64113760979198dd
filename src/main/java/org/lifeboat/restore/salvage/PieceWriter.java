package org.lifeboat.restore.salvage;

import org.lifeboat.disk.DamageMap;
import org.lifeboat.disk.Trust;

import java.io.IOException;

/** Writes one of a segment's pieces to its place in the image. */
final class PieceWriter implements PieceSink {

    private final int wanted;
    private final TarLayout layout;
    private final ImageSalvage.ImageWriter writer;
    private final DamageMap map;
    private final Trust trust;
    private int current = -1;

    /** In the tar, of the next byte of the current piece. */
    private long position;

    /**
     * @param wanted which of the pieces, from 0
     */
    PieceWriter(
            int wanted,
            Placement.Place place,
            TarLayout layout,
            ImageSalvage.ImageWriter writer,
            DamageMap map) {
        this.wanted = wanted;
        this.position = place.position();
        this.trust = place.isProven() ? Trust.AUTHENTIC : Trust.DOUBTFUL;
        this.layout = layout;
        this.writer = writer;
        this.map = map;
    }

    @Override
    public void begin() {
        current++;
    }

    @Override
    public void known(byte[] bytes, int offset, int length) throws IOException {
        if (current != wanted) {
            return;
        }
        long start = position;
        layout.forEach(
                start,
                length,
                (inTar, inImage, run) -> {
                    writer.write(inImage, bytes, offset + (int) (inTar - start), (int) run);
                    map.mark(inImage, run, trust);
                });
        position += length;
    }

    @Override
    public void unknown(long length) {
        if (current == wanted) {
            position += length;
        }
    }

    @Override
    public void end(boolean isEnd) {}
}
