package org.lifeboat.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts a tar of one regular member into the volumes that {@code tar -M} writes. */
final class TarVolumes {

    private static final int BLOCK = 512;
    private static final int CONTINUED_OFFSET = 369;

    private TarVolumes() {}

    /**
     * @param size of a volume, in bytes; rounded down to blocks
     */
    static List<byte[]> of(byte[] tar, int size) {
        int volumeSize = size / BLOCK * BLOCK;
        String name = new String(tar, 0, 100, StandardCharsets.UTF_8).replaceFirst("\0.*", "");
        int memberSize = Integer.parseInt(new String(tar, 124, 11, StandardCharsets.US_ASCII), 8);
        List<byte[]> volumes = new ArrayList<>();
        volumes.add(Arrays.copyOf(tar, Math.min(volumeSize, tar.length)));
        for (int at = volumeSize; at < tar.length; ) {
            ByteArrayOutputStream volume = new ByteArrayOutputStream();
            int left = memberSize - (at - BLOCK);
            if (left > 0) {
                volume.writeBytes(
                        new TarHeaderBlock(name, 'M', left)
                                .bytes(257, new byte[8])
                                .number(CONTINUED_OFFSET, memberSize - left)
                                .finished());
            }
            int count = Math.min(volumeSize - volume.size(), tar.length - at);
            volume.write(tar, at, count);
            volumes.add(volume.toByteArray());
            at += count;
        }
        return volumes;
    }
}
