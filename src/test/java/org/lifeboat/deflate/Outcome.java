package org.lifeboat.deflate;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** How decoding a raw stream ended, and what came before. */
record Outcome(End end, byte[] output) {

    enum End {
        WHOLE,
        TRUNCATED,
        DAMAGED
    }

    static Outcome ofInflater(byte[] deflated) {
        byte[] output = new byte[8192];
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(deflated);
            int count = 0;
            while (true) {
                int more;
                if (count == output.length) {
                    output = Arrays.copyOf(output, 2 * count);
                }
                try {
                    more = inflater.inflate(output, count, output.length - count);
                } catch (DataFormatException damage) {
                    int delivered = (int) inflater.getBytesWritten();
                    return new Outcome(End.DAMAGED, Arrays.copyOf(output, delivered));
                }
                count += more;
                if (inflater.finished()) {
                    return new Outcome(End.WHOLE, Arrays.copyOf(output, count));
                }
                if (more == 0) {
                    return new Outcome(End.TRUNCATED, Arrays.copyOf(output, count));
                }
            }
        }
    }

    /**
     * @param inputAtOnce and outputAtOnce how much the decoder reads and writes in one turn, in
     *     bytes
     */
    static Outcome ofOurs(byte[] deflated, int inputAtOnce, int outputAtOnce) throws IOException {
        BitInput input =
                new BitInput(new ByteArrayInputStream(deflated), 0, BitInput.STEP + inputAtOnce);
        ByteDecoder decoder = new ByteDecoder(new Blocks(input), new byte[0], 0, outputAtOnce);
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try {
            while (!decoder.hasEnded()) {
                decoder.decode();
                output.write(decoder.buffer, decoder.from(), decoder.to() - decoder.from());
            }
            return new Outcome(End.WHOLE, output.toByteArray());
        } catch (DeflateException fault) {
            End end = fault.fault() == Fault.TRUNCATED ? End.TRUNCATED : End.DAMAGED;
            return new Outcome(end, output.toByteArray());
        }
    }

    /**
     * Whether another decoder may have said the same: zlib does not mind a code for lengths that
     * has no codes, until it has read all of what it says.
     */
    boolean agreesWith(Outcome other) {
        boolean sameEnd = end == other.end || end == End.DAMAGED && other.end == End.TRUNCATED;
        return sameEnd && Arrays.equals(output, other.output);
    }

    @Override
    public String toString() {
        return end + " after " + output.length + " bytes";
    }
}
