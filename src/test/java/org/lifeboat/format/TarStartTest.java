package org.lifeboat.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.HostileTar;

import java.util.Arrays;

/** By its beginning alone a tar is told from what a wrong key makes of one. */
class TarStartTest {

    private static byte[] tar() {
        return new HostileTar().file("vm5/firewall.xml", new byte[700]).finished();
    }

    @Test
    void aMembersHeaderIsTheStartOfATar() {
        assertThat(TarStart.isOne(tar())).isTrue();
        assertThat(TarStart.isOne(Arrays.copyOf(tar(), 512))).isTrue();
    }

    /** A tar in which there is nothing. */
    @Test
    void aBlockOfZerosIsTheEndOfATarAndMayBeItsStart() {
        assertThat(TarStart.isOne(new byte[1024])).isTrue();
        assertThat(TarStart.isOne(new byte[512])).isTrue();
    }

    @Test
    void aBlockWithOneBitAmongItsZerosIsNone() {
        for (int place : new int[] {0, 257, 511}) {
            byte[] block = new byte[512];
            block[place] = 1;
            assertThat(TarStart.isOne(block)).isFalse();
        }
    }

    @Test
    void aHeaderWithAFalseChecksumIsNone() {
        byte[] tar = tar();
        tar[3] ^= 1;
        assertThat(TarStart.isOne(tar)).isFalse();
    }

    @Test
    void lessThanABlockIsNone() {
        assertThat(TarStart.isOne(Arrays.copyOf(tar(), 511))).isFalse();
        assertThat(TarStart.isOne(new byte[511])).isFalse();
        assertThat(TarStart.isOne(new byte[0])).isFalse();
    }

    @Test
    void whatAWrongKeyMakesIsNone() {
        assertThat(TarStart.isOne(BackupBuilder.random(7, 1024))).isFalse();
    }
}
