package org.lifeboat.deflate;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The output of all members of a gzip file (RFC 1952), each one's CRC-32 and length checked. What
 * lies behind the last member is told, not judged.
 *
 * <p>What was decoded before a fault is delivered before its {@link DeflateException} is thrown.
 * Closing closes the compressed stream.
 */
public final class GzipInputStream extends DecodingInputStream {

    private enum Part {
        FIRST_HEADER,
        BODY,
        NEXT_HEADER,
        END
    }

    private final InputStream compressed;
    private final BitInput input;
    private final ByteDecoder decoder;
    private final RunningCrc crc = new RunningCrc();
    private Part part;

    /** Of the output where this member begins. */
    private long memberBegin;

    /** Whether all of this member was seen, so that it can be checked. */
    private boolean isMemberWhole = true;

    private OptionalLong statedLength = OptionalLong.empty();
    private Following following = Following.NOTHING;
    private long checkpointsEvery;
    private Consumer<Checkpoint> checkpoints = checkpoint -> {};

    public GzipInputStream(InputStream compressed) throws IOException {
        this(compressed, new BitInput(compressed, 0));
    }

    private GzipInputStream(InputStream compressed, BitInput input) {
        this(compressed, input, new ByteDecoder(new Blocks(input), new byte[0], 0));
        this.part = Part.FIRST_HEADER;
    }

    private GzipInputStream(InputStream compressed, BitInput input, ByteDecoder decoder) {
        super(decoder);
        this.compressed = compressed;
        this.input = input;
        this.decoder = decoder;
        this.part = Part.BODY;
    }

    /**
     * Goes on from a checkpoint, as if all before it had been read.
     *
     * @param compressed from {@link Checkpoint#bytePosition} on
     */
    public static GzipInputStream from(Checkpoint checkpoint, InputStream compressed)
            throws IOException {
        BitInput input = new BitInput(compressed, checkpoint.bitPosition());
        ByteDecoder decoder =
                new ByteDecoder(
                        new Blocks(input), checkpoint.window(), checkpoint.outputPosition());
        GzipInputStream gzip = new GzipInputStream(compressed, input, decoder);
        gzip.isMemberWhole = checkpoint.memberLength() != Checkpoint.UNSEEN;
        gzip.memberBegin = checkpoint.outputPosition() - checkpoint.memberLength();
        gzip.crc.restart(checkpoint.memberCrc());
        return gzip;
    }

    /** Goes on in a member whose beginning was not seen, so that its checksum says nothing. */
    static GzipInputStream inside(
            InputStream compressed, Blocks blocks, byte[] window, long outputPosition) {
        ByteDecoder decoder = new ByteDecoder(blocks, window, outputPosition);
        GzipInputStream gzip = new GzipInputStream(compressed, blocks.input, decoder);
        gzip.isMemberWhole = false;
        return gzip;
    }

    /**
     * Takes a checkpoint at the first block that begins at least so many bytes of output behind the
     * last one. When it is handed over, just what lies before it has been delivered.
     */
    public void takeCheckpoints(long every, Consumer<Checkpoint> to) {
        checkpointsEvery = every;
        checkpoints = to;
        decoder.stopAtBlock(decoder.position() + every);
    }

    /** Behind the last bit that was read, from the beginning of the compressed data. */
    public long bitPosition() {
        return input.bitPosition();
    }

    /** The length that the last member that ended states of itself, modulo 2^32. */
    public OptionalLong statedLength() {
        return statedLength;
    }

    /** What lies behind the last member. To be asked when the end was read. */
    public Following following() {
        return following;
    }

    @Override
    boolean advance() throws IOException {
        switch (part) {
            case FIRST_HEADER -> readFirstHeader();
            case NEXT_HEADER -> readNextHeader();
            case BODY -> readBody();
            case END -> {
                return false;
            }
        }
        return true;
    }

    private void readBody() throws IOException {
        if (decoder.hasStopped()) {
            takeCheckpoint();
        }
        decoder.decode();
        crc.update(decoder.buffer, decoder.from(), decoder.to());
        if (decoder.from() == decoder.to() && decoder.hasEnded()) {
            readTrailer();
        }
    }

    private void takeCheckpoint() {
        long position = decoder.position();
        checkpoints.accept(
                new Checkpoint(
                        input.bitPosition(),
                        position,
                        isMemberWhole ? position - memberBegin : Checkpoint.UNSEEN,
                        crc.value(),
                        decoder.window()));
        decoder.stopAtBlock(position + checkpointsEvery);
    }

    private void readTrailer() throws IOException {
        input.take(-(int) input.bitPosition() & 7);
        int statedCrc = input.take(32);
        int length = input.take(32);
        if (isMemberWhole && statedCrc != crc.value()) {
            throw input.fault(Fault.CHECKSUM);
        }
        if (isMemberWhole && length != (int) (decoder.position() - memberBegin)) {
            throw input.fault(Fault.LENGTH);
        }
        statedLength = OptionalLong.of(Integer.toUnsignedLong(length));
        input.alignToByte();
        part = Part.NEXT_HEADER;
    }

    private void readFirstHeader() throws IOException {
        int first = readMagicByte();
        if (first != GzipHeader.FIRST_MAGIC || readMagicByte() != GzipHeader.SECOND_MAGIC) {
            throw input.fault(Fault.HEADER);
        }
        beginMember();
    }

    private int readMagicByte() throws IOException {
        int read = input.readByte();
        if (read < 0) {
            throw input.fault(Fault.TRUNCATED);
        }
        return read;
    }

    private void readNextHeader() throws IOException {
        int first = input.readByte();
        if (first == GzipHeader.FIRST_MAGIC) {
            if (readMagicByte() == GzipHeader.SECOND_MAGIC) {
                beginMember();
                return;
            }
            following = Following.GARBAGE;
        } else {
            int read = first;
            while (read == 0) {
                read = input.readByte();
            }
            following =
                    first < 0 ? Following.NOTHING : read < 0 ? Following.ZEROS : Following.GARBAGE;
        }
        part = Part.END;
    }

    private void beginMember() throws IOException {
        GzipHeader.readBehindMagic(input);
        decoder.restart();
        crc.restart();
        memberBegin = decoder.position();
        isMemberWhole = true;
        part = Part.BODY;
    }

    @Override
    public void close() throws IOException {
        compressed.close();
    }
}
