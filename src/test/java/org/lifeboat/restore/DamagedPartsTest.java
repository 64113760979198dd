package org.lifeboat.restore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lifeboat.disk.DamageMap;
import org.lifeboat.disk.MapFile;
import org.lifeboat.disk.Trust;
import org.lifeboat.restore.SalvageTest.Compressor;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.Part;
import org.lifeboat.testing.Restored;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;

/** What {@code --use-damaged} gets out of the parts of one disk that are not authentic. */
class DamagedPartsTest {

    private static final int CHUNK = 1 << 20;

    /** Bytes that the disk holds; the rest is holes. */
    private static final int DATA = 10 << 20;

    private static final int SECTOR = 512;

    /** Bytes of the largest stored block. */
    private static final int STORED = 65_535;

    @TempDir private Path folder;

    private static BackupBuilder backup(Compressor compressor, int format) {
        BackupBuilder backup = compressor.apply(new BackupBuilder()).chunkSize(CHUNK);
        backup = format == 4 ? backup.format4() : backup;
        backup.vm("work").tar("private.img", SalvageTest.tar());
        return backup.seal();
    }

    private static BackupBuilder zeroed(BackupBuilder backup, int chunk, int from, int length) {
        return backup.edit(
                SalvageTest.chunk(backup, chunk),
                part -> {
                    byte[] bytes = part.bytes().clone();
                    Arrays.fill(bytes, from, from + length, (byte) 0);
                    return part.withBytes(bytes);
                });
    }

    /** Everything that is said to be there has to be right. */
    private DamageMap map(BackupBuilder backup, String... options) throws IOException {
        DamageMap map = unchecked(backup, options);
        byte[] found = Files.readAllBytes(folder.resolve("restored/work/private.img.incomplete"));
        map.forEach(
                region -> {
                    int from = (int) region.position();
                    int to = (int) region.end();
                    byte[] expected =
                            region.trust() == Trust.LOST
                                    ? new byte[to - from]
                                    : Arrays.copyOfRange(SalvageTest.IMAGE, from, to);
                    assertThat(Arrays.mismatch(Arrays.copyOfRange(found, from, to), expected))
                            .as(region.toString())
                            .isEqualTo(-1);
                });
        return map;
    }

    private DamageMap unchecked(BackupBuilder backup, String... options) throws IOException {
        Restored restored = Restored.from(backup, folder, options);
        assertThat(restored.exitCode()).isEqualTo(1);
        assertThat(restored.verdict("work", "private.img")).isEqualTo("damaged");
        assertThat(restored.destination().resolve("work/private.img")).doesNotExist();
        Path map = restored.destination().resolve("work/private.img.incomplete.map");
        return MapFile.read(map, SalvageTest.SIZE);
    }

    @ParameterizedTest
    @CsvSource({"NONE, 3", "NONE, 4", "GZIP, 3", "GZIP, 4", "BZIP2, 3", "BZIP2, 4"})
    void anUnreadableSectorCostsAMebibyteAtMost(Compressor compressor, int format)
            throws IOException {
        BackupBuilder backup = backup(compressor, format);
        DamageMap map =
                map(
                        zeroed(backup, SalvageTest.chunks(backup) / 2, CHUNK / 2 + 77, SECTOR),
                        "--use-damaged");
        assertThat(map.bytes(Trust.LOST)).isLessThanOrEqualTo((1 << 20) + 2 * SECTOR);
        assertThat(map.bytes(Trust.DOUBTFUL)).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"NONE, 3", "GZIP, 4"})
    void nothingOfABadPartIsUsedUnlessThatIsWished(Compressor compressor, int format)
            throws IOException {
        BackupBuilder backup = backup(compressor, format);
        DamageMap map = map(zeroed(backup, SalvageTest.chunks(backup) / 2, CHUNK / 2, SECTOR));
        assertThat(map.bytes(Trust.DOUBTFUL)).isZero();
        assertThat(map.bytes(Trust.LOST)).isGreaterThan(CHUNK - 4096);
    }

    @Test
    void aPartThatLostItsHmacIsDoubtfulAndWhole() throws IOException {
        BackupBuilder backup = backup(Compressor.GZIP, 3);
        backup.dropHmac(SalvageTest.chunk(backup, 2));
        DamageMap map = map(backup, "--use-damaged");
        assertThat(map.bytes(Trust.LOST)).isZero();
        assertThat(map.bytes(Trust.DOUBTFUL)).isGreaterThan(CHUNK);
    }

    @Test
    void aPartWhoseKeyIsLostStaysLost() throws IOException {
        BackupBuilder backup = backup(Compressor.NONE, 4);
        DamageMap map = map(zeroed(backup, 4, 0, SECTOR), "--use-damaged");
        assertThat(map.bytes(Trust.DOUBTFUL)).isZero();
        assertThat(map.bytes(Trust.LOST)).isBetween(CHUNK - 4096L, CHUNK + 4096L);
    }

    @ParameterizedTest
    @CsvSource({"NONE, 3", "GZIP, 3", "GZIP, 4"})
    void ofADiskWhoseFirstPartIsBadEverythingIsDoubtful(Compressor compressor, int format)
            throws IOException {
        DamageMap map =
                map(zeroed(backup(compressor, format), 0, CHUNK / 2, SECTOR), "--use-damaged");
        assertThat(map.bytes(Trust.AUTHENTIC)).isZero();
        assertThat(map.bytes(Trust.LOST)).isLessThanOrEqualTo((1 << 20) + 2 * SECTOR);
    }

    @Test
    void aDiskOfOnePartWithoutItsHmacIsDoubtfulAndWhole() throws IOException {
        BackupBuilder backup = new BackupBuilder();
        backup.vm("work").tar("private.img", SalvageTest.tar());
        backup.seal().dropHmac("vm5/private.img.000");
        DamageMap map = map(backup, "--use-damaged");
        assertThat(map.bytes(Trust.DOUBTFUL)).isEqualTo(SalvageTest.SIZE);
    }

    @Test
    void severalUnreadableSectorsLeaveWhatIsBeforeAndBehindThem() throws IOException {
        BackupBuilder backup = backup(Compressor.GZIP, 4);
        zeroed(backup, 1, CHUNK / 2, SECTOR);
        zeroed(backup, 2, CHUNK / 4, SECTOR);
        DamageMap map = map(backup, "--use-damaged");
        assertThat(map.bytes(Trust.LOST)).isLessThan(DATA / 2);
        assertThat(map.bytes(Trust.DOUBTFUL)).isGreaterThan(CHUNK);
    }

    @Test
    void whatIsDecodedOutOfGarbageIsNeverAuthentic() throws IOException {
        BackupBuilder backup = backup(Compressor.NONE, 3);
        backup.edit(
                SalvageTest.chunk(backup, 3),
                part -> {
                    byte[] bytes = part.bytes().clone();
                    byte[] garbage = BackupBuilder.random(7, 4096);
                    System.arraycopy(garbage, 0, bytes, CHUNK / 3, garbage.length);
                    return part.withBytes(bytes);
                });
        DamageMap map = unchecked(backup, "--use-damaged");
        byte[] found = Files.readAllBytes(folder.resolve("restored/work/private.img.incomplete"));
        assertThat(map.bytes(Trust.DOUBTFUL)).isBetween(CHUNK - 4096L, CHUNK + 4096L);
        assertThat(map.bytes(Trust.LOST)).isZero();
        map.forEach(
                region -> {
                    int from = (int) region.position();
                    int to = (int) region.end();
                    boolean isRight = Arrays.equals(found, from, to, SalvageTest.IMAGE, from, to);
                    assertThat(isRight)
                            .as(region.toString())
                            .isEqualTo(region.trust() == Trust.AUTHENTIC);
                });
    }

    /**
     * Stored blocks of one size, and parts of a multiple of it: another part fits in without a
     * trace, and the stream keeps its length.
     */
    @Test
    void aPartThatIsInTwoPlacesIsAuthenticInNeitherBehindADamage() throws IOException {
        BackupBuilder backup =
                new BackupBuilder()
                        .plain()
                        .compressor("gzip", DamagedPartsTest::stored)
                        .chunkSize(8 * (STORED + 5));
        backup.vm("work").tar("private.img", SalvageTest.tar());
        backup.seal().flip("vm5/private.img.004");
        Part moved = backup.part("vm5/private.img.012");
        backup.edit("vm5/private.img.010", part -> moved.named(part.name()));
        DamageMap map = map(backup);
        assertThat(map.bytes(Trust.AUTHENTIC)).isGreaterThan(SalvageTest.SIZE / 2);
    }

    /** gzip without compression (RFC 1951, 3.2.4). */
    private static byte[] stored(byte[] bytes) {
        ByteBuffer out =
                ByteBuffer.allocate(bytes.length + bytes.length / 1000 + 100)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3});
        for (int at = 0; at < bytes.length; at += STORED) {
            int length = Math.min(STORED, bytes.length - at);
            out.put((byte) (at + length == bytes.length ? 1 : 0));
            out.putShort((short) length).putShort((short) ~length).put(bytes, at, length);
        }
        CRC32 crc = new CRC32();
        crc.update(bytes);
        out.putInt((int) crc.getValue()).putInt(bytes.length);
        return Arrays.copyOf(out.array(), out.position());
    }
}
