package org.lifeboat.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboat.header.BackupHeader;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** Which compressor an archive went through. */
class CompressionLayerTest {

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "xz", "nobody-knows-it"})
    void theMagicDecidesWhateverTheHeaderNames(String filter) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write("content".getBytes(StandardCharsets.UTF_8));
        }
        BackupHeader header =
                new BackupHeader(
                        3,
                        false,
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(filter),
                        Optional.empty());
        byte[] plain =
                new CompressionLayer(header)
                        .open(
                                new ByteArrayInputStream(compressed.toByteArray()),
                                CompressionLayer.Points.direct(Entrances.NONE))
                        .readAllBytes();
        assertThat(plain).asString(StandardCharsets.UTF_8).isEqualTo("content");
    }
}
