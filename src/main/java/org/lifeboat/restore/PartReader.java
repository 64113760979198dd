package org.lifeboat.restore;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads some of a part's bytes again. Nothing vouches for them. */
@FunctionalInterface
interface PartReader {

    /**
     * @param position in the part, in bytes
     */
    void read(long position, ByteBuffer into) throws IOException;
}
