package org.lifeboat.restore.inside;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A tar that is entered at checkpoints, which every pass leaves behind; behind damage, also where a
 * piece of it could be taken up again.
 */
abstract class CheckpointedTar implements TarStreams {

    final DecryptedArchive archive;
    final Checkpoints checkpoints;

    /** By their positions in the tar. Spans are opened by several threads. */
    private final ConcurrentSkipListMap<Long, Piece> pieces = new ConcurrentSkipListMap<>();

    CheckpointedTar(DecryptedArchive archive, Checkpoints checkpoints) {
        this.archive = archive;
        this.checkpoints = checkpoints;
    }

    final DecryptedArchive archive() {
        return archive;
    }

    final void add(Piece piece) {
        pieces.put(piece.position(), piece);
    }

    private Optional<Piece> pieceAt(long position) {
        return Optional.ofNullable(pieces.floorEntry(position))
                .map(Map.Entry::getValue)
                .filter(piece -> position < piece.end());
    }

    @Override
    public final long entrance(long position) {
        long known = checkpoints.positionBefore(position);
        return pieceAt(position).map(piece -> Math.max(piece.position(), known)).orElse(known);
    }

    @Override
    public final OptionalLong nextEntrance(long position) {
        return checkpoints.positionBehind(position);
    }

    @Override
    public final Optional<Long> behindDamage(long position) {
        return Optional.ofNullable(pieces.higherKey(position));
    }

    @Override
    public final Entered open(long entrance) throws IOException {
        Optional<Checkpoints.Known> known = checkpoints.before(entrance);
        Optional<Piece> piece = pieceAt(entrance);
        if (piece.isPresent()
                && known.map(Checkpoints.Known::position).orElse(-1L) < piece.get().position()) {
            return open(piece.get());
        }
        return known.isPresent() ? open(known.get(), piece) : open();
    }

    /** From a place in the decrypted stream on. */
    final InputStream compressed(long position, Optional<Piece> piece) throws IOException {
        return piece.isPresent()
                ? archive.from(position, piece.get().segment()).stream()
                : archive.from(position).stream();
    }

    /** From its beginning. */
    abstract Entered open() throws IOException;

    /**
     * @param piece in which the checkpoint is; none if it is before all damage
     */
    abstract Entered open(Checkpoints.Known checkpoint, Optional<Piece> piece) throws IOException;

    /** A piece from its beginning. */
    abstract Entered open(Piece piece) throws IOException;
}
