package org.lifeboat.restore.salvage;

import java.io.IOException;
import java.io.InputStream;

/** Takes a compressed stream up again somewhere in its middle. */
@FunctionalInterface
interface Resumption {

    /**
     * Decodes all that can be decoded.
     *
     * @param compressed authentic bytes without a gap, from anywhere in the stream on; the caller
     *     closes it
     * @throws IOException only what reading or the sink throws: damage ends a piece
     */
    void decode(InputStream compressed, PieceSink pieces) throws IOException;
}
