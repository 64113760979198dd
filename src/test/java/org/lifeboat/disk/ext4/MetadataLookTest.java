package org.lifeboat.disk.ext4;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Blocks that a walk through all folders wants are known by their shape. */
class MetadataLookTest {

    private static final int JOURNALED = 256;

    private final MetadataLook look = new MetadataLook();

    private static byte[] random() {
        byte[] block = new byte[MetadataLook.BLOCK];
        new Random(1).nextBytes(block);
        return block;
    }

    private static byte[] extents() {
        byte[] block = random();
        byte[] header = {0x0a, (byte) 0xf3, 3, 0, 84, 1, 0, 0};
        System.arraycopy(header, 0, block, 0, header.length);
        return block;
    }

    @Test
    void foldersAndInodesOfADiskAreRecognized() throws IOException {
        EditedDisk disk = new EditedDisk("ext4-4k");
        int folder = (int) disk.blockWith("/", "lost+found");
        int inodes = (int) disk.inode("/lost+found") / MetadataLook.BLOCK * MetadataLook.BLOCK;
        assertThat(look.isLikely(disk.bytes(), folder)).isTrue();
        assertThat(look.isLikely(disk.bytes(), inodes)).isTrue();
    }

    @Test
    void aBlockOfAnExtentTreeIsRecognizedUnlessItCountsMoreThanItHolds() {
        byte[] block = extents();
        assertThat(look.isLikely(block, 0)).isTrue();
        block[3] = 2;
        assertThat(look.isLikely(block, 0)).isFalse();
    }

    @Test
    void contentIsNotKept() {
        byte[] text = new byte[MetadataLook.BLOCK];
        Arrays.fill(text, (byte) 'a');
        byte[] words = "All work and no play. ".repeat(200).getBytes(StandardCharsets.US_ASCII);
        for (byte[] content : new byte[][] {new byte[MetadataLook.BLOCK], text, words, random()}) {
            assertThat(look.isLikely(content, 0)).isFalse();
        }
    }

    @Test
    void copiesInTheJournalAreNotKept() {
        byte[] journal = random();
        System.arraycopy(Bytes.be32(Journal.MAGIC), 0, journal, 0, 4);
        assertThat(look.isLikely(journal, 0)).isFalse();
        for (int i = 0; i < JOURNALED; i++) {
            assertThat(look.isLikely(extents(), 0)).isFalse();
        }
        assertThat(look.isLikely(extents(), 0)).isTrue();
    }
}
