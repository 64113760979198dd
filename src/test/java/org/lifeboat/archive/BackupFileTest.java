package org.lifeboat.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboat.problem.FatalException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

class BackupFileTest {

    @TempDir private Path folder;

    @Test
    void bothWaysOfReadingGiveTheSameBytes() throws IOException, FatalException {
        byte[] bytes = new byte[3_000_001];
        new Random(2).nextBytes(bytes);
        try (BackupFile file = BackupFile.open(Files.write(folder.resolve("backup"), bytes))) {
            assertThat(file.name()).isEqualTo("backup");
            assertThat(file.size()).isEqualTo(bytes.length);
            int[][] ranges = {{0, 1}, {511, 2}, {4095, 1_048_578}, {7, 2_999_994}, {3_000_000, 1}};
            for (int[] range : ranges) {
                byte[] expected = Arrays.copyOfRange(bytes, range[0], range[0] + range[1]);
                ByteBuffer read = ByteBuffer.allocate(range[1]);
                file.read(range[0], read);
                assertThat(read.array()).isEqualTo(expected);
                ByteBuffer again = ByteBuffer.allocate(range[1]);
                file.readAgain(range[0], again);
                assertThat(again.array()).isEqualTo(expected);
                assertThat(again.hasRemaining()).isFalse();
            }
        }
    }

    @Test
    void readingBeyondTheEndIsAnError() throws IOException, FatalException {
        Path path = Files.write(folder.resolve("backup"), new byte[100]);
        try (BackupFile file = BackupFile.open(path)) {
            assertThatIOException().isThrownBy(() -> file.read(90, ByteBuffer.allocate(11)));
            assertThatIOException().isThrownBy(() -> file.readAgain(90, ByteBuffer.allocate(11)));
        }
    }
}
