package org.lifeboat.deflate;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Which bytes of a window are ever referred to, directly or by copies of them. */
final class WindowUse {

    private WindowUse() {}

    /**
     * The window from its first used byte on, zeros where it is not used. After a window's length
     * of output nothing can refer to it, other than through what is in that output.
     *
     * @param compressed from the byte in which the position is
     */
    static byte[] trim(byte[] window, InputStream compressed, long bitPosition) throws IOException {
        MarkerDecoder decoder =
                new MarkerDecoder(new Blocks(new BitInput(compressed, bitPosition)));
        byte[] used = new byte[window.length];
        int missing = ByteDecoder.WINDOW - window.length;
        int first = window.length;
        while (decoder.position() < ByteDecoder.WINDOW && !decoder.hasEnded()) {
            decoder.decode();
            for (int i = decoder.from(); i < decoder.to(); i++) {
                int number = (decoder.buffer[i] ^ MarkerDecoder.MARKER) - missing;
                if (decoder.buffer[i] >= MarkerDecoder.MARKER && number >= 0) {
                    used[number] = window[number];
                    first = Math.min(first, number);
                }
            }
        }
        return Arrays.copyOfRange(used, first, window.length);
    }
}
