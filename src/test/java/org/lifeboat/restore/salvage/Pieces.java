package org.lifeboat.restore.salvage;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Keeps the pieces that were found; unknown bytes are 0xee. */
final class Pieces implements PieceSink {

    record Piece(byte[] bytes, PieceEnd end, long unknown) {}

    private final List<Piece> found = new ArrayList<>();
    private ByteArrayOutputStream current = new ByteArrayOutputStream();
    private long unknown;

    List<Piece> found() {
        return found;
    }

    @Override
    public void begin(long bit) {
        current = new ByteArrayOutputStream();
        unknown = 0;
    }

    @Override
    public void known(byte[] bytes, int offset, int length) {
        current.write(bytes, offset, length);
    }

    @Override
    public void unknown(long length) {
        for (long i = 0; i < length; i++) {
            current.write(0xee);
        }
        unknown += length;
    }

    @Override
    public void end(PieceEnd end) {
        found.add(new Piece(current.toByteArray(), end, unknown));
    }
}
