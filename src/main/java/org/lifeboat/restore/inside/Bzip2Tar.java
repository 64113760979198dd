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
    public Entered open(long entrance) throws IOException {
        Optional<Entrance> from =
                checkpoints
                        .before(entrance)
                        .map(known -> entrance(known.position(), known.bytes()));
        InputStream compressed = archive.from(from.map(Entrance::bytePosition).orElse(0L)).stream();
        int[] blocks = memory.take();
        InputStream stream =
                from.isPresent()
                        ? Bzip2BlockInputStream.from(from.get(), compressed, blocks, this::found)
                        : new Bzip2BlockInputStream(compressed, blocks, this::found);
        return new Entered(new Closing(stream, blocks), from.map(Entrance::output).orElse(0L));
    }

    private void found(Entrance entrance) {
        checkpoints.add(entrance.output(), () -> bytes(entrance));
    }

    private static byte[] bytes(Entrance entrance) {
        return ByteBuffer.allocate(Long.BYTES + 2 * Integer.BYTES)
                .putLong(entrance.bit())
                .putInt(entrance.level())
                .putInt(entrance.crc())
                .array();
    }

    private static Entrance entrance(long output, byte[] bytes) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        return new Entrance(from.getLong(), output, from.getInt(), from.getInt());
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
