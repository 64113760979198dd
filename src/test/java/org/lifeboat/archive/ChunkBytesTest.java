package org.lifeboat.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.util.Random;

class ChunkBytesTest {

    private static final int PIECE = ChunkBytes.PIECE;

    private final byte[] content = content();
    private final ChunkBytes bytes = ChunkBytes.of(content);

    private static byte[] content() {
        byte[] content = new byte[3 * PIECE + 100];
        new Random(1).nextBytes(content);
        return content;
    }

    @Test
    void aStretchIsGivenAsItIs() throws IOException {
        try (InputStream stream = bytes.consume(PIECE - 10, 2 * PIECE + 7, p -> {}, c -> {})) {
            assertThat(stream.readAllBytes())
                    .isEqualTo(java.util.Arrays.copyOfRange(content, PIECE - 10, 2 * PIECE + 7));
        }
    }

    @Test
    void bytesThatAreStillHeldKeepTheirOffsets() throws IOException {
        try (InputStream stream = bytes.consume(0, bytes.size(), piece -> {}, count -> {})) {
            stream.readNBytes(PIECE + 1);
            assertThat(bytes.copy(2 * PIECE - 5, 10))
                    .isEqualTo(java.util.Arrays.copyOfRange(content, 2 * PIECE - 5, 2 * PIECE + 5));
        }
    }

    @Test
    void bytesThatWereLetGoOfAreNotMistakenForOthers() throws IOException {
        try (InputStream stream = bytes.consume(0, bytes.size(), piece -> {}, count -> {})) {
            stream.readNBytes(PIECE + 1);
            assertThatIllegalStateException().isThrownBy(() -> bytes.copy(0, 10));
        }
    }
}
