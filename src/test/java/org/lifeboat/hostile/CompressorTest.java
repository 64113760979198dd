package org.lifeboat.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lifeboat.testing.BackupBuilder.random;

import com.github.luben.zstd.ZstdOutputStream;

import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.Restored;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;
import org.tukaani.xz.XZOutputStream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Streams that do not end as their compressor ends them. */
class CompressorTest {

    enum Compressor {
        GZIP(BackupBuilder::gzip),
        BZIP2(bytes -> through(bytes, BZip2CompressorOutputStream::new)),
        XZ(bytes -> through(bytes, packed -> new XZOutputStream(packed, new LZMA2Options(1)))),
        LZMA(
                bytes ->
                        through(
                                bytes,
                                packed -> new LZMAOutputStream(packed, new LZMA2Options(3), -1))),
        ZSTD(bytes -> through(bytes, packed -> new ZstdOutputStream(packed).setChecksum(true)));

        private final UnaryOperator<byte[]> compress;

        Compressor(UnaryOperator<byte[]> compress) {
            this.compress = compress;
        }

        private BackupBuilder backup() {
            BackupBuilder backup = new BackupBuilder();
            backup.plain().compressor(name().toLowerCase(Locale.ROOT), compress);
            backup.vm("work").file("private.img", random(1, 50_000));
            backup.vm("vault").file("private.img", random(2, 5000));
            return backup.chunkSize(1 << 20).seal();
        }
    }

    @FunctionalInterface
    private interface Packer {
        OutputStream open(OutputStream packed) throws IOException;
    }

    private static byte[] through(byte[] bytes, Packer packer) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream stream = packer.open(packed)) {
            stream.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    private static final String DISK = "vm5/private.img.000";

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource
    void aWholeStreamIsRestored(Compressor compressor) {
        Restored.from(compressor.backup(), folder).isComplete();
    }

    @ParameterizedTest
    @EnumSource
    void aStreamThatIsCutIsNotWhole(Compressor compressor) {
        BackupBuilder backup =
                compressor
                        .backup()
                        .editAuthentic(DISK, bytes -> Arrays.copyOf(bytes, bytes.length - 3));
        Restored.from(backup, folder).isDamagedBut("vault").leavesNothingAt("work/private.img");
    }

    @ParameterizedTest
    @EnumSource
    void whatFollowsAStreamIsNoticed(Compressor compressor) {
        BackupBuilder backup =
                compressor
                        .backup()
                        .editAuthentic(
                                DISK,
                                bytes -> {
                                    byte[] longer = Arrays.copyOf(bytes, bytes.length + 99);
                                    Arrays.fill(longer, bytes.length, longer.length, (byte) 'x');
                                    return longer;
                                });
        Restored.from(backup, folder).isDamagedBut("vault").leavesIncomplete("work/private.img");
    }

    @ParameterizedTest
    @EnumSource
    void aWholeStreamBehindTheFirstIsNoticed(Compressor compressor) {
        BackupBuilder backup = compressor.backup();
        backup.add(backup.part(DISK).named("vm5/private.img.001"));
        Restored.from(backup, folder).isDamagedBut("vault").leavesIncomplete("work/private.img");
    }

    @ParameterizedTest
    @EnumSource
    void aStreamThatIsWrongInTheMiddleIsNotWhole(Compressor compressor) {
        BackupBuilder backup =
                compressor
                        .backup()
                        .editAuthentic(
                                DISK,
                                bytes -> {
                                    Arrays.fill(bytes, 9000, 9400, (byte) 0);
                                    return bytes;
                                });
        Restored restored = Restored.from(backup, folder);
        assertThat(restored.exitCode()).isEqualTo(1);
        restored.isWhole("vault");
    }
}
