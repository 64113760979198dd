package org.lifeboat.deflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

class ZlibInputStreamTest {

    private static final byte[] PLAIN = Corpora.disk(300_000, 1);

    private static byte[] zlib(Deflater deflater) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (deflater;
                DeflaterOutputStream to = new DeflaterOutputStream(out, deflater)) {
            to.write(PLAIN);
        }
        return out.toByteArray();
    }

    private static byte[] zlib() throws IOException {
        return zlib(new Deflater());
    }

    private static byte[] read(byte[] zlib) throws IOException {
        try (ZlibInputStream in = new ZlibInputStream(new ByteArrayInputStream(zlib))) {
            return in.readAllBytes();
        }
    }

    private static Fault faultOf(byte[] zlib) {
        return catchThrowableOfType(DeflateException.class, () -> read(zlib)).fault();
    }

    @Test
    void everyLevelIsRead() throws IOException {
        for (int level = 0; level <= 9; level++) {
            assertThat(read(zlib(new Deflater(level)))).isEqualTo(PLAIN);
        }
    }

    @Test
    void theChecksumIsChecked() throws IOException {
        byte[] zlib = zlib();
        zlib[zlib.length - 1] ^= 1;
        assertThat(faultOf(zlib)).isEqualTo(Fault.CHECKSUM);
        assertThat(faultOf(Arrays.copyOf(zlib, zlib.length - 1))).isEqualTo(Fault.TRUNCATED);
    }

    @Test
    void anotherHeaderIsRefused() throws IOException {
        byte[] zlib = zlib();
        zlib[1] ^= 1;
        assertThat(faultOf(zlib)).isEqualTo(Fault.HEADER);
        Deflater withDictionary = new Deflater();
        withDictionary.setDictionary(new byte[] {1, 2, 3});
        assertThat(faultOf(zlib(withDictionary))).as("dictionary").isEqualTo(Fault.HEADER);
    }

    @Test
    void whatFollowsIsNoticed() throws IOException {
        byte[] zlib = zlib();
        for (int more = 0; more < 2; more++) {
            byte[] longer = Arrays.copyOf(zlib, zlib.length + more);
            try (ZlibInputStream in = new ZlibInputStream(new ByteArrayInputStream(longer))) {
                assertThat(in.readAllBytes()).isEqualTo(PLAIN);
                assertThat(in.isFollowed()).isEqualTo(more > 0);
            }
        }
    }
}
