package org.lifeboat.restore.inside;

import org.lifeboat.content.BulkInputStream;
import org.lifeboat.content.Bzip2BlockInputStream;
import org.lifeboat.content.Bzip2BlockInputStream.Entrance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A tar that went through bzip2, pbzip2 or lbzip2: entered at blocks, whose places every pass
 * leaves behind.
 */
final class Bzip2Tar extends CheckpointedTar {

    private final Buffers<int[]> memory = new Buffers<>(Bzip2BlockInputStream::newMemory);

    Bzip2Tar(DecryptedArchive archive, Checkpoints checkpoints) {
        super(archive, checkpoints);
    }

    @Override
    Entered open() throws IOException {
        int[] blocks = memory.take();
        InputStream compressed = compressed(0, Optional.empty());
        return entered(new Bzip2BlockInputStream(compressed, blocks, this::found), blocks, 0);
    }

    @Override
    Entered open(Checkpoints.Known checkpoint, Optional<Piece> piece) throws IOException {
        return from(entrance(checkpoint.position(), checkpoint.bytes()), piece);
    }

    @Override
    Entered open(Piece piece) throws IOException {
        return from(Entrance.behindDamage(piece.bit(), piece.position()), Optional.of(piece));
    }

    private Entered from(Entrance entrance, Optional<Piece> piece) throws IOException {
        int[] blocks = memory.take();
        InputStream compressed = compressed(entrance.bytePosition(), piece);
        return entered(
                Bzip2BlockInputStream.from(entrance, compressed, blocks, this::found),
                blocks,
                entrance.output());
    }

    private Entered entered(InputStream stream, int[] blocks, long position) {
        return new Entered(new Closing(stream, blocks), position);
    }

    private void found(Entrance entrance) {
        checkpoints.add(entrance.output(), () -> bytes(entrance));
    }

    private static byte[] bytes(Entrance entrance) {
        return ByteBuffer.allocate(Long.BYTES + 2 * Integer.BYTES + 1)
                .putLong(entrance.bit())
                .putInt(entrance.level())
                .putInt(entrance.crc())
                .put((byte) (entrance.isWhole() ? 1 : 0))
                .array();
    }

    private static Entrance entrance(long output, byte[] bytes) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        return new Entrance(from.getLong(), output, from.getInt(), from.getInt(), from.get() == 1);
    }

    /** Gives its memory back. */
    private final class Closing extends BulkInputStream {
        private final InputStream stream;
        private Optional<int[]> blocks;

        private Closing(InputStream stream, int[] blocks) {
            this.stream = stream;
            this.blocks = Optional.of(blocks);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return stream.read(into, offset, length);
        }

        @Override
        public void close() throws IOException {
            stream.close();
            blocks.ifPresent(memory::giveBack);
            blocks = Optional.empty();
        }
    }
}
