package org.lifeboat.deflate;

import java.util.zip.CRC32;

/** A CRC-32 that can be given up and taken up again. */
final class RunningCrc {

    private static final int REFLECTED_POLYNOMIAL = 0xedb88320;

    private final CRC32 crc = new CRC32();

    void restart() {
        crc.reset();
    }

    /** Goes on from what {@link #value} was. */
    void restart(int value) {
        crc.reset();
        if (value != 0) {
            crc.update(prefix(value));
        }
    }

    void update(byte[] bytes, int from, int to) {
        crc.update(bytes, from, to - from);
    }

    int value() {
        return (int) crc.getValue();
    }

    /**
     * The four bytes whose CRC-32 this is. The JDK's class, which uses the processor's
     * instructions, cannot be given a value to start from; four bytes can lead it to any.
     */
    private static byte[] prefix(int value) {
        int state = ~value;
        for (int bit = 0; bit < Integer.SIZE; bit++) {
            state = state < 0 ? (state ^ REFLECTED_POLYNOMIAL) << 1 | 1 : state << 1;
        }
        int bytes = ~state;
        return new byte[] {
            (byte) bytes, (byte) (bytes >> 8), (byte) (bytes >> 16), (byte) (bytes >> 24)
        };
    }
}
