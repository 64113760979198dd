package org.lifeboat.restore.salvage;

import org.lifeboat.format.ArchiveCoding;

import java.io.IOException;

/** Reads segments, each as often as it takes; every reading authenticates its chunks again. */
@FunctionalInterface
public interface SegmentReader {

    /**
     * @return decrypted, may be compressed, but not where a segment begins with the archive; to be
     *     closed
     * @throws IOException also while it is read, if a chunk is not as it was before
     */
    ArchiveCoding.Resumed open(Segment segment) throws IOException;
}
