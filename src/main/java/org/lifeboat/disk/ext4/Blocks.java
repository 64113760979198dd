package org.lifeboat.disk.ext4;

import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.ProblemException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A file system's bytes as they are after its journal was applied. Metadata is read in large
 * windows, for inodes and folders that are wanted together lie together, and kept in a bounded
 * cache; content is not kept. Safe for use by several threads.
 */
final class Blocks {

    /** In bytes. */
    private static final int CACHE = 32 << 20;

    private final BlockSource source;

    /** Bytes that are read together, and kept. */
    private final int together;

    private final int blockSize;
    private final long count;
    private final Overlay overlay;
    private final boolean isWhole;

    /** Damage does not go away. */
    private volatile boolean isDamaged;

    private final Map<Long, byte[]> windows =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Long, byte[]> eldest) {
                    boolean isOneTooMany = size() > CACHE / together;
                    spare = isOneTooMany ? eldest.getValue() : spare;
                    return isOneTooMany;
                }
            };

    /**
     * The memory of the window that was forgotten last, for the next one: windows live so long that
     * each would outlast a young collection, and the heap would grow by all of them.
     */
    private byte[] spare = new byte[0];

    Blocks(BlockSource source, int blockSize, long count, Overlay overlay) {
        this.source = source;
        this.together = Math.max(blockSize, source.together());
        this.blockSize = blockSize;
        this.count = count;
        this.overlay = overlay;
        this.isDamaged = source.isDamaged();
        this.isWhole = source.isSettled() && !isDamaged;
    }

    /** Whether it was known from the beginning that nothing of the image is lost or doubtful. */
    boolean isWhole() {
        return isWhole;
    }

    /** Whether anything of the image is lost or doubtful, as far as it is known by now. */
    boolean isDamaged() {
        if (!isWhole && !isDamaged) {
            isDamaged = source.isDamaged();
        }
        return isDamaged;
    }

    /** As {@link BlockSource#stretch}, with the journal's blocks in their places. */
    Stretch stretch(long position, long length) {
        if (isWhole) {
            return new Stretch(length, FileState.WHOLE);
        }
        int i = overlay.from(position / blockSize);
        if (i == overlay.blocks().length) {
            return source.stretch(position, length);
        }
        long at = overlay.blocks()[i] * blockSize;
        if (at > position) {
            return source.stretch(position, Math.min(length, at - position));
        }
        long skip = position - at;
        return source.stretch(overlay.positions()[i] + skip, Math.min(length, blockSize - skip));
    }

    /** The worst of these bytes. */
    FileState state(long position, long length) {
        FileState worst = FileState.WHOLE;
        for (long done = 0; done < length && worst != FileState.DAMAGED; ) {
            Stretch next = stretch(position + done, length - done);
            worst = worst.worse(next.state());
            done += next.length();
        }
        return worst;
    }

    int blockSize() {
        return blockSize;
    }

    long count() {
        return count;
    }

    /**
     * @throws ProblemException if not all of them are inside the file system; block 0 is no file's
     */
    void checkInside(long first, long blocks) throws ProblemException {
        if (first <= 0 || blocks < 0 || first >= count || blocks > count - first) {
            throw new ProblemException(new DiskProblem.BlockOutside(first));
        }
    }

    /** A copy of one block, cached. */
    byte[] block(long number) throws IOException {
        checkInside(number, 1);
        return metadata(number * blockSize, blockSize);
    }

    /** A copy of bytes that are likely to be wanted again, or their neighbours. */
    byte[] metadata(long position, int length) throws IOException {
        BlockSource.checkInside(position, length, source.size());
        byte[] bytes = new byte[length];
        for (int done = 0; done < length; ) {
            long at = position + done;
            int offset = (int) (at % together);
            int size = (int) Math.min(together, source.size() - (at - offset));
            int part = Math.min(length - done, size - offset);
            if (!copyFromWindow(at, size, bytes, done, part)) {
                content(at, ByteBuffer.wrap(bytes, done, part));
            }
            done += part;
        }
        return bytes;
    }

    /**
     * False if something of the window is lost, which reading it may show.
     *
     * @param size of the window, in bytes
     */
    private boolean copyFromWindow(long at, int size, byte[] into, int offset, int length)
            throws IOException {
        int inWindow = (int) (at % together);
        if (state(at - inWindow, size) == FileState.DAMAGED) {
            return false;
        }
        try {
            synchronized (windows) {
                System.arraycopy(window(at / together), inWindow, into, offset, length);
            }
            return true;
        } catch (ProblemException lost) {
            return false;
        }
    }

    /** What is in it is overwritten when another window is asked for. */
    private byte[] window(long number) throws IOException {
        byte[] window = windows.get(number);
        if (window == null) {
            long start = number * together;
            int length = (int) Math.min(together, source.size() - start);
            window = spare.length == length ? spare : new byte[length];
            spare = new byte[0];
            content(start, ByteBuffer.wrap(window));
            windows.put(number, window);
        }
        return window;
    }

    /** Fills the buffer; nothing is kept. */
    void content(long position, ByteBuffer into) throws IOException {
        BlockSource.checkInside(position, into.remaining(), source.size());
        int start = into.position();
        long end = position + into.remaining();
        if (isWhole) {
            source.read(position, into);
        } else {
            checkThere(position, into.remaining());
            source.readKnown(position, into);
            // Of a disk inside a backup, reading finds out what is lost.
            checkThere(position, into.position() - start);
        }
        for (int i = overlay.from(position / blockSize);
                i < overlay.blocks().length && overlay.blocks()[i] * blockSize < end;
                i++) {
            long at = overlay.blocks()[i] * blockSize;
            byte[] newer = journaled(i);
            int from = (int) Math.max(0, position - at);
            int to = (int) Math.min(blockSize, end - at);
            into.put((int) (start + at + from - position), newer, from, to - from);
        }
    }

    private void checkThere(long position, long length) throws ProblemException {
        Stretch.checkThere(this::stretch, position, length);
    }

    private byte[] journaled(int index) throws IOException {
        byte[] block = new byte[blockSize];
        source.read(overlay.positions()[index], ByteBuffer.wrap(block));
        if (overlay.escaped()[index]) {
            System.arraycopy(Bytes.be32(Journal.MAGIC), 0, block, 0, 4);
        }
        return block;
    }

    /** Copies content to a place in another file. */
    void copy(long position, long length, FileChannel target, long at) throws IOException {
        int i = overlay.from(position / blockSize);
        boolean untouched =
                i == overlay.blocks().length
                        || overlay.blocks()[i] * blockSize >= position + length;
        if (untouched) {
            source.copy(position, length, target, at);
            return;
        }
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(length, 1 << 20));
        for (long done = 0; done < length; done += piece.limit()) {
            piece.clear().limit((int) Math.min(length - done, piece.capacity()));
            content(position + done, piece);
            piece.flip();
            while (piece.hasRemaining()) {
                target.write(piece, at + done + piece.position());
            }
        }
    }
}
