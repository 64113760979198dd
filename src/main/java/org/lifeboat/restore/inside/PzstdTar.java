package org.lifeboat.restore.inside;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;

import org.lifeboat.content.Compression;
import org.lifeboat.content.PzstdInputStream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A tar that went through pzstd: entered at its frames, whose places every pass leaves behind. */
final class PzstdTar extends CheckpointedTar {

    PzstdTar(DecryptedArchive archive, Checkpoints checkpoints) {
        super(archive, checkpoints);
    }

    @Override
    Entered open() throws IOException {
        return frames(compressed(0, Optional.empty()), 0, 0);
    }

    @Override
    Entered open(Checkpoints.Known checkpoint, Optional<Piece> piece) throws IOException {
        long position = ByteBuffer.wrap(checkpoint.bytes()).getLong();
        return frames(compressed(position, piece), position, checkpoint.position());
    }

    private Entered frames(InputStream compressed, long position, long output) {
        return new Entered(new PzstdInputStream(compressed, position, output, this::found), output);
    }

    /** It begins with a frame; the header before that may be lost. */
    @Override
    Entered open(Piece piece) throws IOException {
        InputStream compressed = compressed(piece.bytePosition(), Optional.of(piece));
        return new Entered(
                new Told(new ZstdInputStreamNoFinalizer(compressed), Compression.ZSTD),
                piece.position());
    }

    private void found(long position, long output) {
        checkpoints.add(output, () -> ByteBuffer.allocate(Long.BYTES).putLong(position).array());
    }
}
