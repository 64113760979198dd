package org.lifeboat.content;

import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * What bzip2, pbzip2 or lbzip2 packed. Where the stream is damaged, all that came before the damage
 * is given first: the decoder below loses what a read has got when it fails.
 */
final class Bzip2InputStream extends BulkInputStream {

    private final BZip2CompressorInputStream decoder;

    /** An {@link IOException} or a {@link RuntimeException}, to be thrown by the next read. */
    private Optional<Exception> failure = Optional.empty();

    /**
     * @throws IOException if the stream does not begin as bzip2 begins one
     */
    Bzip2InputStream(InputStream compressed) throws IOException {
        decoder = new BZip2CompressorInputStream(compressed, true);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (failure.isPresent()) {
            throw thrown(failure.get());
        }
        long before = decoder.getBytesRead();
        try {
            return decoder.read(into, offset, length);
        } catch (IOException | RuntimeException failed) {
            int count = (int) (decoder.getBytesRead() - before);
            if (count == 0) {
                throw failed;
            }
            failure = Optional.of(failed);
            return count;
        }
    }

    private static IOException thrown(Exception failure) {
        if (failure instanceof RuntimeException unexpected) {
            throw unexpected;
        }
        return (IOException) failure;
    }

    @Override
    public void close() throws IOException {
        decoder.close();
    }
}
