package org.lifeboat.disk.ext4;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;

/** A file's bytes in their order. Reads from the image as much at once as it is asked for. */
final class ContentStream extends InputStream {

    private static final int SMALLEST_READ = 128 * 1024;

    private final FileContent content;
    private final ExtentCursor extents;
    private Optional<Extent> current = Optional.empty();
    private long done;
    private ByteBuffer ahead = ByteBuffer.allocate(0);

    ContentStream(FileContent content, ExtentCursor extents) {
        this.content = content;
        this.extents = extents;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        if (ahead.hasRemaining()) {
            return take(bytes, offset, length);
        }
        if (current.isEmpty() || done == current.get().length()) {
            current = extents.next();
            done = 0;
        }
        if (current.isEmpty()) {
            return -1;
        }
        Extent extent = current.get();
        long rest = extent.length() - done;
        if (length >= SMALLEST_READ || extent.isHole()) {
            int count = (int) Math.min(length, rest);
            content.read(extent, done, ByteBuffer.wrap(bytes, offset, count));
            done += count;
            return count;
        }
        byte[] piece = new byte[(int) Math.min(SMALLEST_READ, rest)];
        content.read(extent, done, ByteBuffer.wrap(piece));
        done += piece.length;
        ahead = ByteBuffer.wrap(piece);
        return take(bytes, offset, length);
    }

    private int take(byte[] bytes, int offset, int length) {
        int count = Math.min(length, ahead.remaining());
        ahead.get(bytes, offset, count);
        return count;
    }
}
