package org.lifeboat.disk.ext4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A range of another source. */
record SourcePart(BlockSource whole, long start, long size) implements BlockSource {

    @Override
    public void read(long position, ByteBuffer into) throws IOException {
        BlockSource.checkInside(position, into.remaining(), size);
        whole.read(start + position, into);
    }

    @Override
    public int together() {
        return whole.together();
    }

    @Override
    public Stretch stretch(long position, long length) {
        return whole.stretch(start + position, length);
    }

    @Override
    public boolean isSettled() {
        return whole.isSettled();
    }

    @Override
    public boolean isDamaged() {
        return whole.isDamaged() && BlockSource.super.isDamaged();
    }

    @Override
    public void readKnown(long position, ByteBuffer into) throws IOException {
        BlockSource.checkInside(position, into.remaining(), size);
        whole.readKnown(start + position, into);
    }

    @Override
    public void copy(long position, long length, FileChannel target, long at) throws IOException {
        BlockSource.checkInside(position, length, size);
        whole.copy(start + position, length, target, at);
    }
}
