package org.lifeboat.restore.salvage;

import org.lifeboat.content.Compression;
import org.lifeboat.format.ArchiveCoding;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Takes a compressed stream up again somewhere in its middle. */
@FunctionalInterface
interface Resumption {

    /**
     * Decodes all that can be decoded.
     *
     * @param compressed authentic bytes without a gap, from anywhere in the stream on; the caller
     *     closes it
     * @param hasEnd whether the stream ends in them; if not, an end that is seen is none
     * @throws IOException only what reading or the sink throws: damage ends a piece
     */
    void decode(InputStream compressed, boolean hasEnd, PieceSink pieces) throws IOException;

    /**
     * For an archive's compressor.
     *
     * @param isStopWished asked where much is searched before anything is given to the sink
     */
    static Resumption of(ArchiveCoding coding, BooleanSupplier isStopWished) {
        Optional<Compression> compression = coding.compression();
        if (compression.isEmpty()) {
            return new PlainResumption();
        }
        return switch (compression.get()) {
            case GZIP, ZLIB -> new GzipResumption(isStopWished);
            case BZIP2 -> new Bzip2Resumption();
            case XZ -> new FrameResumption(new XzEntrance(coding.start()));
            case ZSTD -> new FrameResumption(new ZstdEntrance());
            case LZMA -> (compressed, hasEnd, pieces) -> {};
        };
    }
}
