package org.lifeboat.deflate;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Adler32;

/**
 * The output of one zlib stream (RFC 1950), its checksum checked. A preset dictionary is refused.
 *
 * <p>What was decoded before a fault is delivered before its {@link DeflateException} is thrown.
 * Closing closes the compressed stream.
 */
public final class ZlibInputStream extends DecodingInputStream {

    private enum Part {
        HEADER,
        BODY,
        END
    }

    private static final int METHOD_DEFLATE = 8;
    private static final int LARGEST_WINDOW = 7;
    private static final int PRESET_DICTIONARY = 0x20;

    private final InputStream compressed;
    private final BitInput input;
    private final ByteDecoder decoder;
    private final Adler32 checksum = new Adler32();
    private Part part = Part.HEADER;

    public ZlibInputStream(InputStream compressed) throws IOException {
        this(compressed, new BitInput(compressed, 0));
    }

    private ZlibInputStream(InputStream compressed, BitInput input) {
        this(compressed, input, new ByteDecoder(new Blocks(input), new byte[0], 0));
    }

    private ZlibInputStream(InputStream compressed, BitInput input, ByteDecoder decoder) {
        super(decoder);
        this.compressed = compressed;
        this.input = input;
        this.decoder = decoder;
    }

    @Override
    boolean advance() throws IOException {
        if (part == Part.HEADER) {
            readHeader();
            part = Part.BODY;
        }
        if (part == Part.BODY) {
            decoder.decode();
            checksum.update(decoder.buffer, decoder.from(), decoder.to() - decoder.from());
            if (decoder.from() == decoder.to() && decoder.hasEnded()) {
                checkTrailer();
                part = Part.END;
            }
        }
        return part != Part.END;
    }

    private void readHeader() throws IOException {
        int method = input.take(8);
        int flags = input.take(8);
        boolean known =
                (method & 0xf) == METHOD_DEFLATE
                        && method >>> 4 <= LARGEST_WINDOW
                        && (method << 8 | flags) % 31 == 0
                        && (flags & PRESET_DICTIONARY) == 0;
        if (!known) {
            throw input.fault(Fault.HEADER);
        }
    }

    private void checkTrailer() throws IOException {
        input.take(-(int) input.bitPosition() & 7);
        if (Integer.reverseBytes(input.take(32)) != (int) checksum.getValue()) {
            throw input.fault(Fault.CHECKSUM);
        }
    }

    /** Whether something follows the stream's end. To be asked when the end was read. */
    public boolean isFollowed() throws IOException {
        input.alignToByte();
        return input.hasByte();
    }

    @Override
    public void close() throws IOException {
        compressed.close();
    }
}
