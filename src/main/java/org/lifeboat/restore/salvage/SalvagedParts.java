package org.lifeboat.restore.salvage;

import org.lifeboat.disk.DamageMap;
import org.lifeboat.disk.Trust;
import org.lifeboat.restore.salvage.ImageSalvage.ImageWriter;

import java.io.IOException;

/** Writes parts into an image and marks them in its map. */
final class SalvagedParts {

    private final ImageWriter writer;
    private final DamageMap map;
    private final boolean isDamaged;

    /**
     * @param isDamaged whether nothing vouches for what is written, so that it takes the place of
     *     nothing but what is lost
     */
    SalvagedParts(ImageWriter writer, DamageMap map, boolean isDamaged) {
        this.writer = writer;
        this.map = map;
        this.isDamaged = isDamaged;
    }

    /**
     * @param position in the image, in bytes
     * @param isProven whether they belong there without a doubt
     */
    void write(long position, byte[] bytes, int offset, int length, boolean isProven)
            throws IOException {
        if (isDamaged) {
            writeWhereLost(position, bytes, offset, length);
        } else {
            writer.write(position, bytes, offset, length);
            map.mark(position, length, isProven ? Trust.AUTHENTIC : Trust.DOUBTFUL);
        }
    }

    private void writeWhereLost(long position, byte[] bytes, int offset, int length)
            throws IOException {
        long end = Math.min(position + length, map.size());
        long at = position;
        while (at < end) {
            DamageMap.Region region = map.region(at);
            long to = Math.min(end, region.end());
            if (region.trust() == Trust.LOST) {
                writer.write(at, bytes, offset + (int) (at - position), (int) (to - at));
                map.mark(at, to - at, Trust.DOUBTFUL);
            }
            at = to;
        }
    }
}
