package org.lifeboat.restore.inside;

import org.lifeboat.content.BulkInputStream;
import org.lifeboat.content.Compression;
import org.lifeboat.content.DecompressingInputStream;

import java.io.IOException;
import java.io.InputStream;

/** What a library decompresses, its faults as the problems that people are told of. */
final class Told extends BulkInputStream {

    private final InputStream decompressed;
    private final Compression compression;

    Told(InputStream decompressed, Compression compression) {
        this.decompressed = decompressed;
        this.compression = compression;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        try {
            return decompressed.read(into, offset, length);
        } catch (IOException | RuntimeException failed) {
            throw DecompressingInputStream.problem(failed, compression);
        }
    }

    @Override
    public void close() throws IOException {
        decompressed.close();
    }
}
