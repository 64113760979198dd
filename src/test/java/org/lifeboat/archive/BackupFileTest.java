package org.lifeboat.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboat.problem.FatalException;
import org.lifeboat.problem.UnreadableBackup;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
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
    void secondLooksAtManyPiecesTakeTheMemoryOfOne() throws IOException, FatalException {
        Path path = Files.write(folder.resolve("backup"), new byte[1 << 20]);
        BufferPoolMXBean direct =
                ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                        .filter(pool -> pool.getName().equals("direct"))
                        .findFirst()
                        .orElseThrow();
        try (BackupFile file = BackupFile.open(path)) {
            file.readAgain(0, ByteBuffer.allocate(1 << 20));
            long before = direct.getTotalCapacity();
            for (int i = 0; i < 50; i++) {
                file.readAgain(0, ByteBuffer.allocate(1 << 20));
            }
            assertThat(direct.getTotalCapacity() - before).isLessThan(20L << 20);
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

    /** As some file systems of rescue systems do. */
    @ParameterizedTest
    @ValueSource(longs = {0, -1, 3, 4095, 1L << 40})
    void aBlockSizeThatIsNoneIsNoReasonToFail(long blockSize) {
        assertThatThrownBy(() -> BackupFile.alignment(blockSize))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aBlockSizeIsWhatDirectReadsAreAlignedTo() {
        assertThat(BackupFile.alignment(4096)).isEqualTo(4096);
    }

    /** To open a pipe nobody writes to would take for ever; a socket is of the same kind. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whatHasNoPositionsIsRefusedUnopened() throws IOException {
        Path path = Files.createTempDirectory("lb").resolve("s");
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(path));
            assertThatThrownBy(() -> BackupFile.open(path))
                    .isInstanceOfSatisfying(
                            FatalException.class,
                            fatal ->
                                    assertThat(fatal.refusal())
                                            .isEqualTo(
                                                    new UnreadableBackup.NotABackup(
                                                            FileKind.NO_FILE)));
        } finally {
            Files.deleteIfExists(path);
            Files.delete(path.getParent());
        }
    }
}
