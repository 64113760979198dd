package org.lifeboat.restore.inside;

import org.lifeboat.content.Compression;
import org.lifeboat.content.DecompressingInputStream;
import org.tukaani.xz.SeekableInputStream;
import org.tukaani.xz.SeekableXZInputStream;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;

/**
 * A tar that xz packed in several blocks, as it does with several threads: entered at these, which
 * an index at the stream's end lists.
 */
final class XzTar implements TarStreams {

    /** No more are written for a disk of terabytes. */
    private static final int MOST_BLOCKS = 250_000;

    private final DecryptedArchive archive;
    private final long length;

    /** In the tar, of each block. */
    private final long[] starts;

    private XzTar(DecryptedArchive archive, long length, long[] starts) {
        this.archive = archive;
        this.length = length;
        this.starts = starts;
    }

    /**
     * Reads the index, and so the archive's last chunk.
     *
     * @return nothing if there is but one block, or no telling where they are
     * @throws CancellationException if reading is to end
     */
    static Optional<TarStreams> of(DecryptedArchive archive) {
        try {
            long length = archive.length();
            try (SeekableXZInputStream xz = open(archive, length)) {
                int count = xz.getBlockCount();
                if (count < 2 || count > MOST_BLOCKS) {
                    return Optional.empty();
                }
                long[] starts = new long[count];
                Arrays.setAll(starts, xz::getBlockPos);
                return Optional.of(new XzTar(archive, length, starts));
            }
        } catch (CancellationException wished) {
            throw wished;
        } catch (IOException | RuntimeException damaged) {
            return Optional.empty();
        }
    }

    private static SeekableXZInputStream open(DecryptedArchive archive, long length)
            throws IOException {
        return new SeekableXZInputStream(
                new Compressed(archive, length), Compression.XZ_MEMORY_KIB);
    }

    private int block(long position) {
        int found = Arrays.binarySearch(starts, position);
        return found >= 0 ? found : Math.max(0, -found - 2);
    }

    @Override
    public long entrance(long position) {
        return starts[block(position)];
    }

    @Override
    public OptionalLong nextEntrance(long position) {
        int next = block(position) + 1;
        return next < starts.length ? OptionalLong.of(starts[next]) : OptionalLong.empty();
    }

    /** Blocks do not refer to each other. */
    @Override
    public Optional<Long> behindDamage(long position) {
        OptionalLong next = nextEntrance(position);
        return next.isPresent() ? Optional.of(next.getAsLong()) : Optional.empty();
    }

    @Override
    public Entered open(long entrance) throws IOException {
        try {
            SeekableXZInputStream xz = open(archive, length);
            xz.seekToBlock(block(entrance));
            return new Entered(new Told(xz, Compression.XZ), entrance);
        } catch (IOException | RuntimeException failed) {
            throw DecompressingInputStream.problem(failed, Compression.XZ);
        }
    }

    /** The decrypted stream as the library wants it. */
    private static final class Compressed extends SeekableInputStream {
        private final DecryptedArchive archive;
        private final long length;
        private final byte[] one = new byte[1];
        private long position;
        private Optional<DecryptedArchive.Entered> current = Optional.empty();

        private Compressed(DecryptedArchive archive, long length) {
            this.archive = archive;
            this.length = length;
        }

        @Override
        public long length() {
            return length;
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public void seek(long wanted) throws IOException {
            if (wanted != position) {
                close();
                position = wanted;
            }
        }

        @Override
        public int read() throws IOException {
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int count) throws IOException {
            if (current.isEmpty()) {
                DecryptedArchive.Entered entered = archive.from(position);
                current = Optional.of(entered);
                if (entered.position() != position) {
                    archive.checkBefore(position);
                    throw new IOException("decrypted otherwise than before");
                }
            }
            int some = current.get().stream().read(into, offset, count);
            position += Math.max(some, 0);
            return some;
        }

        @Override
        public void close() throws IOException {
            if (current.isPresent()) {
                current.get().stream().close();
                current = Optional.empty();
            }
        }
    }
}
