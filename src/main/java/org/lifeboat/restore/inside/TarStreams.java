package org.lifeboat.restore.inside;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/** An archive's tar, from places on at which its compressor can be entered. */
interface TarStreams {

    /**
     * A stream from its middle on.
     *
     * @param position in the tar, of its first byte
     * @param known which of its bytes are
     */
    record Entered(InputStream stream, long position, Known known) {

        Entered(InputStream stream, long position) {
            this(stream, position, Known.ALL);
        }
    }

    /** Which bytes of a stream are the tar's own; the others are zeros. */
    interface Known {

        Known ALL =
                new Known() {
                    @Override
                    public boolean isKnown() {
                        return true;
                    }

                    @Override
                    public boolean isAllKnown() {
                        return true;
                    }
                };

        /** Of the last read: it delivers bytes of one kind. */
        boolean isKnown();

        /** Whether nothing unknown comes any more. */
        boolean isAllKnown();
    }

    /**
     * Bytes of the tar.
     *
     * @param to behind the last of them
     */
    record Run(long from, long to) {}

    /** What a chunk has a part in; nothing if nobody knows what. */
    default Optional<Run> run(int chunk) {
        return Optional.empty();
    }

    /** The last known place at or before this one, in the tar. */
    long entrance(long position);

    /** The first known place behind this one; nothing if none is known. */
    default OptionalLong nextEntrance(long position) {
        return OptionalLong.empty();
    }

    /**
     * Opens the tar at an entrance; one that has to decode what was not decoded before finds new
     * entrances on its way.
     *
     * @return from the entrance on; from behind it where that cannot be had
     */
    Entered open(long entrance) throws IOException;

    /** Whether the middle can be had without decoding all that lies before it. */
    default boolean hasEntrances() {
        return true;
    }

    /** Whether decoding takes so long that it is worth a thread of its own. */
    default boolean isSlow() {
        return true;
    }

    /**
     * Where there may be something again behind a place that cannot be read. Nothing where all that
     * follows needs what is lost.
     */
    default Optional<Long> behindDamage(long position) {
        return Optional.empty();
    }
}
