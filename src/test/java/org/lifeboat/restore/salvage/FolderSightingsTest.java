package org.lifeboat.restore.salvage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class FolderSightingsTest {

    private static void putFolder(byte[] into, int at, int inode, int parent) {
        ByteBuffer.wrap(into)
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(at)
                .putInt(inode)
                .putShort((short) 12)
                .put(new byte[] {1, 2, '.', 0, 0, 0})
                .putInt(parent)
                .putShort((short) 24)
                .put(new byte[] {2, 2, '.', '.', 0, 0});
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(2).nextBytes(noise);
        return noise;
    }

    private static List<String> seen(FolderSightings sightings) {
        List<String> seen = new ArrayList<>();
        sightings.forEach((position, inode) -> seen.add(position + " " + inode));
        return seen;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 24, 4096, 100_000, 300_000})
    void foldersAreSeenHoweverTheBytesCome(int step) {
        byte[] bytes = noise(300_000);
        putFolder(bytes, 0, 2, 2);
        putFolder(bytes, 65_530, 4711, 2);
        putFolder(bytes, 123_457, 12, 11);
        putFolder(bytes, 300_000 - 24, 13, 11);
        FolderSightings sightings = new FolderSightings();
        for (int at = 0; at < bytes.length; at += step) {
            sightings.scan().known(bytes, at, Math.min(step, bytes.length - at));
        }
        sightings.scan().end();
        assertThat(seen(sightings)).containsExactly("0 2", "65530 4711", "123457 12", "299976 13");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000})
    void whatIsUnknownCountsButIsNotSearched(int unknown) {
        byte[] bytes = noise(1000);
        putFolder(bytes, 500, 8, 2);
        FolderSightings sightings = new FolderSightings();
        sightings.scan().known(bytes, 0, 510);
        sightings.scan().unknown(unknown);
        sightings.scan().known(bytes, 500, 500);
        sightings.scan().end();
        assertThat(seen(sightings)).containsExactly(510 + unknown + " 8");
    }
}
