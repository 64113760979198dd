package org.lifeboat.restore.salvage;

import java.io.IOException;

/**
 * Receives what is decoded out of the middle of a compressed stream: pieces, each without a gap, of
 * which nobody knows yet where in the whole they lie.
 */
interface PieceSink {

    /**
     * A piece begins; between it and the one before something is missing, nobody knows how much.
     *
     * @param bit at which decoding it begins, from the beginning of the compressed bytes
     */
    void begin(long bit) throws IOException;

    /** The next bytes of the piece. */
    void known(byte[] bytes, int offset, int length) throws IOException;

    /** The next bytes of the piece refer to what was lost, so that only their count is known. */
    void unknown(long length) throws IOException;

    void end(PieceEnd end) throws IOException;
}
