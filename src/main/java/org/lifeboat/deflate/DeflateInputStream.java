package org.lifeboat.deflate;

import java.io.IOException;
import java.io.InputStream;

/**
 * The output of one DEFLATE stream without a container (RFC 1951). Nothing vouches for it.
 *
 * <p>What was decoded before a fault is delivered before its {@link DeflateException} is thrown.
 * Closing closes the compressed stream, which may have been read beyond the end of this one.
 */
public final class DeflateInputStream extends DecodingInputStream {

    private final InputStream compressed;
    private final ByteDecoder decoder;

    public DeflateInputStream(InputStream compressed) throws IOException {
        this(compressed, new ByteDecoder(new Blocks(new BitInput(compressed, 0)), new byte[0], 0));
    }

    DeflateInputStream(InputStream compressed, ByteDecoder decoder) {
        super(decoder);
        this.compressed = compressed;
        this.decoder = decoder;
    }

    @Override
    boolean advance() throws IOException {
        decoder.decode();
        return !decoder.hasEnded();
    }

    @Override
    public void close() throws IOException {
        compressed.close();
    }
}
