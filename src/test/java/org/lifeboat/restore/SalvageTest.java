package org.lifeboat.restore;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;

import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lifeboat.disk.DamageMap;
import org.lifeboat.disk.MapFile;
import org.lifeboat.disk.Trust;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.Part;
import org.lifeboat.testing.Restored;
import org.lifeboat.testing.TarBuilder;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** One disk in many chunks, some of which are damaged: what comes back, and what is said of it. */
class SalvageTest {

    private static final String DISK = "vm5/private.img";
    static final int SIZE = 12 << 20;
    private static final int CHUNK = 64 << 10;

    /** In the tar and in the disk: two runs with a hole before, between and behind. */
    private static final long[][] EXTENTS = {{4096, 5 << 20}, {6 << 20, 5 << 20}};

    static final byte[] IMAGE = image();

    @TempDir private Path folder;

    private static byte[] image() {
        byte[] image = new byte[SIZE];
        Random random = new Random(9);
        for (long[] extent : EXTENTS) {
            for (long at = extent[0]; at < extent[0] + extent[1]; at++) {
                image[(int) at] =
                        (byte) ("etaoin shrdlu".charAt(random.nextInt(13)) + random.nextInt(2));
            }
        }
        return image;
    }

    static byte[] tar() {
        byte[] data = new byte[10 << 20];
        System.arraycopy(IMAGE, 4096, data, 0, 5 << 20);
        System.arraycopy(IMAGE, 6 << 20, data, 5 << 20, 5 << 20);
        byte[] tar = new TarBuilder().sparse(DISK, SIZE, EXTENTS, data).end().toByteArray();
        return Arrays.copyOf(tar, Math.ceilDiv(tar.length, 10_240) * 10_240);
    }

    enum Compressor {
        NONE {
            @Override
            BackupBuilder apply(BackupBuilder backup) {
                return backup.uncompressed();
            }
        },
        GZIP {
            @Override
            BackupBuilder apply(BackupBuilder backup) {
                return backup;
            }
        },
        BZIP2 {
            @Override
            BackupBuilder apply(BackupBuilder backup) {
                return backup.compressor("bzip2", Compressor::bzip2);
            }
        },
        XZ {
            @Override
            BackupBuilder apply(BackupBuilder backup) {
                return backup.compressor("xz", Compressor::xz);
            }
        },
        ZSTD {
            @Override
            BackupBuilder apply(BackupBuilder backup) {
                return backup.compressor("pzstd", Compressor::zstd);
            }
        };

        private static final int BLOCK = 200_000;

        abstract BackupBuilder apply(BackupBuilder backup);

        private static byte[] bzip2(byte[] bytes) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (BZip2CompressorOutputStream bzip2 = new BZip2CompressorOutputStream(out, 2)) {
                bzip2.write(bytes);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            return out.toByteArray();
        }

        private static byte[] xz(byte[] bytes) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (XZOutputStream xz = new XZOutputStream(out, new LZMA2Options(0))) {
                for (int at = 0; at < bytes.length; at += BLOCK) {
                    xz.write(bytes, at, Math.min(BLOCK, bytes.length - at));
                    xz.endBlock();
                }
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            return out.toByteArray();
        }

        private static byte[] zstd(byte[] bytes) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            for (int at = 0; at < bytes.length; at += BLOCK) {
                byte[] block = Arrays.copyOfRange(bytes, at, Math.min(at + BLOCK, bytes.length));
                byte[] frame = Zstd.compress(block, 1);
                // As pzstd: a skippable frame that says how long the next one is.
                ByteBuffer skippable = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
                skippable.putInt(0x184d2a50).putInt(Integer.BYTES).putInt(frame.length);
                out.writeBytes(skippable.array());
                out.writeBytes(frame);
            }
            return out.toByteArray();
        }
    }

    private static BackupBuilder backup(Compressor compressor) {
        BackupBuilder backup = compressor.apply(new BackupBuilder()).chunkSize(CHUNK);
        backup.vm("work").tar("private.img", tar());
        return backup;
    }

    /** The same as {@link #authentic}, and just as much is read of the disk inside the backup. */
    private double authenticAndInside(BackupBuilder backup) throws IOException {
        double share = authentic(backup);
        InsideAgainstImage.assertSame(
                backup, folder.resolve("restored/work/private.img.incomplete"));
        return share;
    }

    /** The share of the disk that is said to be authentic, each byte of which has to be right. */
    private double authentic(BackupBuilder backup) throws IOException {
        Restored restored = Restored.from(backup, folder);
        Path image = folder.resolve("restored/work/private.img.incomplete");
        byte[] found = Files.readAllBytes(image);
        assertThat(found).hasSize(SIZE);
        DamageMap map = MapFile.read(image.resolveSibling(image.getFileName() + ".map"), SIZE);
        map.forEach(
                region -> {
                    int from = (int) region.position();
                    int to = (int) region.end();
                    byte[] expected =
                            region.trust() == Trust.LOST
                                    ? new byte[to - from]
                                    : Arrays.copyOfRange(IMAGE, from, to);
                    assertThat(Arrays.mismatch(Arrays.copyOfRange(found, from, to), expected))
                            .as(region.toString())
                            .isEqualTo(-1);
                });
        assertThat(restored.verdict("work", "private.img")).isEqualTo("damaged");
        return (double) map.bytes(Trust.AUTHENTIC) / SIZE;
    }

    static int chunks(BackupBuilder backup) {
        return (int)
                backup.parts().stream().filter(part -> part.name().startsWith(DISK + ".")).count();
    }

    static String chunk(BackupBuilder backup, int number) {
        String name = DISK + ".%03d".formatted(number);
        return backup.parts().stream().anyMatch(part -> part.name().equals(name))
                ? name
                : name + ".enc";
    }

    @ParameterizedTest
    @EnumSource
    void aBadPartInTheMiddleCostsWhatItHeld(Compressor compressor) throws IOException {
        BackupBuilder backup = backup(compressor).seal();
        backup.flip(chunk(backup, chunks(backup) / 2));
        assertThat(authenticAndInside(backup))
                .isGreaterThan(compressor == Compressor.GZIP ? 0.75 : 0.93);
    }

    @ParameterizedTest
    @EnumSource
    void aMissingPartInFormat4CostsWhatItHeld(Compressor compressor) throws IOException {
        BackupBuilder backup = backup(compressor).format4().seal();
        backup.drop(chunk(backup, chunks(backup) / 3));
        assertThat(authentic(backup)).isGreaterThan(compressor == Compressor.GZIP ? 0.7 : 0.93);
    }

    @Test
    void inFormat2EachVolumeSaysWhereItBelongs() throws IOException {
        BackupBuilder backup = new BackupBuilder().format2().chunkSize(CHUNK);
        backup.vm("work").file("private.img", IMAGE);
        backup.seal();
        int count = chunks(backup);
        backup.flip(chunk(backup, count / 4));
        backup.drop(chunk(backup, count / 2));
        backup.flip(chunk(backup, count - 2));
        assertThat(authentic(backup)).isGreaterThan(0.97);
    }

    @Test
    void inFormat2AVolumeOfAnotherPlaceStaysOut() throws IOException {
        BackupBuilder backup = new BackupBuilder().format2().chunkSize(CHUNK);
        backup.vm("work").file("private.img", IMAGE);
        backup.seal();
        backup.flip(chunk(backup, 5));
        Part other = backup.part(DISK + ".002");
        backup.edit(DISK + ".009", part -> other.named(part.name()));
        authentic(backup);
    }

    @ParameterizedTest
    @CsvSource({"NONE, 0.96", "GZIP, 0.4", "BZIP2, 0.5"})
    void ofSeveralBadPartsTheLastSegmentIsPlacedFromTheEnd(Compressor compressor, double least)
            throws IOException {
        BackupBuilder backup = backup(compressor).seal();
        int count = chunks(backup);
        backup.flip(chunk(backup, count / 5));
        backup.flip(chunk(backup, count / 4));
        backup.flip(chunk(backup, count / 3));
        assertThat(authentic(backup)).isGreaterThan(least);
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "GZIP", "BZIP2"})
    void ofACutOffBackupAllBeforeTheCutIsAuthentic(Compressor compressor) throws IOException {
        BackupBuilder backup = backup(compressor).seal();
        int count = chunks(backup);
        for (int number = count - 1; number > count * 2 / 3; number--) {
            backup.drop(chunk(backup, number));
        }
        // Of what is cut off, the last part may be another archive's, and decoding runs ahead.
        assertThat(authentic(backup)).isGreaterThan(0.45);
    }

    @Test
    void withoutTheFirstPartNothingSaysWhereDataBelongs() throws IOException {
        BackupBuilder backup = backup(Compressor.NONE).seal();
        backup.flip(chunk(backup, 0));
        Restored.from(backup, folder).leavesNothingAt("work/private.img");
    }

    @Test
    void aPartOfAnotherPlaceMakesNothingAuthentic() throws IOException {
        BackupBuilder backup = backup(Compressor.GZIP).seal();
        Part other = backup.part(DISK + ".002");
        backup.edit(DISK + ".004", part -> other.named(part.name()));
        Restored.from(backup, folder);
        Path image = folder.resolve("restored/work/private.img.incomplete");
        DamageMap map = MapFile.read(image.resolveSibling(image.getFileName() + ".map"), SIZE);
        assertThat(map.bytes(Trust.AUTHENTIC))
                .as("nothing but holes, which the disk's map had before")
                .isLessThanOrEqualTo(SIZE - (10 << 20));
    }
}
