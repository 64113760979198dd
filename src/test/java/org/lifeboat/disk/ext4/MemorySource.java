package org.lifeboat.disk.ext4;

import java.io.IOException;
import java.nio.ByteBuffer;

/** An image in memory. Reading outside of it is an error like a short image's. */
public record MemorySource(byte[] bytes) implements BlockSource {

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public void read(long position, ByteBuffer into) throws IOException {
        BlockSource.checkInside(position, into.remaining(), bytes.length);
        into.put(bytes, (int) position, into.remaining());
    }
}
