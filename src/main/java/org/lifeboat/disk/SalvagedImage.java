package org.lifeboat.disk;

import org.lifeboat.disk.ext4.BlockSource;
import org.lifeboat.disk.ext4.FileState;
import org.lifeboat.disk.ext4.Stretch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * An image of a damaged backup. To read what it lost is an error, not zeros.
 *
 * @param map of that image; not changed any more
 */
public record SalvagedImage(BlockSource image, DamageMap map) implements BlockSource {

    @Override
    public long size() {
        return image.size();
    }

    @Override
    public Stretch stretch(long position, long length) {
        if (position < 0 || position >= map.size()) {
            return new Stretch(length, FileState.WHOLE);
        }
        DamageMap.Region region = map.region(position);
        return new Stretch(Math.min(length, region.end() - position), region.trust().fileState());
    }

    @Override
    public void read(long position, ByteBuffer into) throws IOException {
        Stretch.checkThere(this::stretch, position, into.remaining());
        image.read(position, into);
    }

    @Override
    public void readKnown(long position, ByteBuffer into) throws IOException {
        BlockSource.checkInside(position, into.remaining(), size());
        int limit = into.limit();
        for (long at = position; into.hasRemaining(); into.limit(limit)) {
            Stretch next = stretch(at, into.remaining());
            into.limit(into.position() + (int) next.length());
            if (next.state() == FileState.DAMAGED) {
                into.put(new byte[into.remaining()]);
            } else {
                image.read(at, into);
            }
            at += next.length();
        }
    }

    @Override
    public void copy(long position, long length, FileChannel target, long at) throws IOException {
        Stretch.checkThere(this::stretch, position, length);
        image.copy(position, length, target, at);
    }
}
