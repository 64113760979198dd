package org.lifeboat.archive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lifeboat.testing.FakeSource;
import org.lifeboat.testing.TestData;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;

class FileKindTest {

    @ParameterizedTest
    @CsvSource({
        "ZIP, 0, 504b0304",
        "GZIP, 0, 1f8b08",
        "BZIP2, 0, 425a6839",
        "XZ, 0, fd377a585a00",
        "SEVEN_ZIP, 0, 377abcaf271c",
        "ZSTD, 0, 28b52ffd",
        "RAR, 0, 526172211a07",
        "PDF, 0, 255044462d",
        "PICTURE_PNG, 0, 89504e470d0a",
        "PICTURE_JPEG, 0, ffd8ffe0",
        "OPENSSL, 0, 53616c7465645f5f",
        "SCRYPT, 0, 73637279707400",
        "LUKS, 0, 4c554b53babe",
        "PROGRAM_ELF, 0, 7f454c46",
        "PROGRAM_WINDOWS, 0, 4d5a90",
        "TAR, 257, 7573746172",
        "EXT4, 1080, 53ef",
        "DISK, 510, 55aa",
        "ISO, 32769, 4344303031",
        "UNKNOWN, 0, 0102030405"
    })
    void aFileIsKnownByItsMagic(FileKind kind, long offset, String magic) throws IOException {
        byte[] bytes = HexFormat.of().parseHex(magic);
        assertThat(FileKind.of(FakeSource.of(Map.of(offset, bytes), 1 << 20))).isEqualTo(kind);
        assertThat(FileKind.of(FakeSource.of(Map.of(offset, bytes), offset + bytes.length)))
                .isEqualTo(kind);
    }

    @Test
    void aFileOfNothingIsEmpty() throws IOException {
        assertThat(FileKind.of(FakeSource.of(new byte[0]))).isEqualTo(FileKind.EMPTY);
    }

    @Test
    void aShortFileIsUnknown() throws IOException {
        assertThat(FileKind.of(FakeSource.of(new byte[] {'P'}))).isEqualTo(FileKind.UNKNOWN);
    }

    @Test
    void realFilesAreKnown() throws IOException {
        assertThat(kind("variants/gzip-3.gz")).isEqualTo(FileKind.GZIP);
        assertThat(kind("vectors/compressors/plain.bz2")).isEqualTo(FileKind.BZIP2);
        assertThat(kind("vectors/compressors/plain.xz")).isEqualTo(FileKind.XZ);
        assertThat(kind("vectors/compressors/plain.zst")).isEqualTo(FileKind.ZSTD);
        assertThat(kind("vectors/ciphers/aes-256-cbc.md5")).isEqualTo(FileKind.OPENSSL);
        assertThat(FileKind.of(FakeSource.of(TestData.bytes(TestData.SAMPLE))))
                .isEqualTo(FileKind.TAR);
    }

    private static FileKind kind(String path) throws IOException {
        return FileKind.of(FakeSource.of(TestData.bytes(TestData.path(path))));
    }
}
