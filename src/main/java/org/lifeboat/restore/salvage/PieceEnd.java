package org.lifeboat.restore.salvage;

import java.util.OptionalLong;

/**
 * How a piece came to its end.
 *
 * @param statedLength what the end of a stream says of the whole stream's decoded length, in bytes
 *     modulo 2^32
 */
record PieceEnd(Kind kind, OptionalLong statedLength) {

    enum Kind {
        /** The stream itself ended, as it must, and nothing comes behind it. */
        STREAM,
        /** There was no more of it. */
        CUT,
        /**
         * It makes no sense any more. Of authentic bytes that can only be since they are not all of
         * one stream: a chunk of formats 2 and 3 may be another archive's, and nobody knows which.
         */
        FAULT
    }

    static final PieceEnd STREAM = new PieceEnd(Kind.STREAM, OptionalLong.empty());
    static final PieceEnd CUT = new PieceEnd(Kind.CUT, OptionalLong.empty());
    static final PieceEnd FAULT = new PieceEnd(Kind.FAULT, OptionalLong.empty());

    static PieceEnd ofStream(OptionalLong statedLength) {
        return new PieceEnd(Kind.STREAM, statedLength);
    }

    /**
     * Where something is compressed: no stream ends before its archive does.
     *
     * @param hasEnd whether the archive's end was there to be read
     */
    PieceEnd in(boolean hasEnd) {
        return kind == Kind.STREAM && !hasEnd ? FAULT : this;
    }

    boolean isStream() {
        return kind == Kind.STREAM;
    }

    boolean isFault() {
        return kind == Kind.FAULT;
    }
}
