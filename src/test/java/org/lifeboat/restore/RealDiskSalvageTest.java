package org.lifeboat.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.CommandRun;
import org.lifeboat.testing.Part;
import org.lifeboat.testing.RealDisk;
import org.lifeboat.testing.Restored;
import org.lifeboat.testing.Tools;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * What comes back of a disk of real tools, damaged, against what is left of it at best: no file
 * that is not whole has its own name, and of those of which nothing is lost nearly all have.
 */
class RealDiskSalvageTest {

    private static final String DISK = "vm5/private.img";
    private static final int FILES = 160;
    private static final int CHUNK = 256 * 1024;

    /** Of the first chunk: "Salted__" and the salt. */
    private static final int CIPHER_HEADER = 16;

    private static final double LEAST = 0.98;

    private static final Map<String, byte[]> PACKED = new HashMap<>();
    private static final Map<String, NavigableMap<Integer, Long>> PLAIN = new HashMap<>();

    private static RealDisk disk;

    @TempDir private Path folder;

    @BeforeAll
    static void makeTheDisk(@TempDir Path own) throws IOException {
        assumeTrue(
                Tools.areThere("mkfs.ext4", "debugfs", "tar", "truncate", "gzip", "bzip2"),
                "the tools that make and read disks");
        disk = new RealDisk(own, DISK, FILES);
    }

    @ParameterizedTest
    @CsvSource({
        "none, zeroed",
        "none, two",
        "none, header",
        "gzip, zeroed",
        "gzip, early",
        "gzip, gone",
        "gzip, two",
        "gzip, header",
        "bzip2, zeroed",
        "bzip2, two",
        "bzip2, end",
    })
    void nearlyAllThatIsNotTouchedComesBackAndNothingFalse(String filter, String damage)
            throws IOException {
        boolean isFormat4 = damage.equals("header");
        BackupBuilder backup = new BackupBuilder().chunkSize(CHUNK);
        backup = filter.equals("none") ? backup.uncompressed() : backup;
        backup =
                filter.equals("none")
                        ? backup
                        : backup.compressor(filter, tar -> compress(filter, tar));
        backup = isFormat4 ? backup.format4() : backup;
        backup.vm("work").tar("private.img", disk.tar());
        backup.seal();
        List<String> names = chunks(backup);
        List<Integer> lost = lost(damage, names.size());
        for (int chunk : lost.reversed()) {
            boolean isCut = damage.equals("end") && chunk == lost.getFirst();
            damage(backup, isCut ? "cut" : damage, names.get(chunk));
        }
        List<long[]> ranges = new ArrayList<>();
        for (int chunk : lost) {
            // One run for chunks that follow each other: each end takes decoding.
            if (!lost.contains(chunk - 1)) {
                int end = chunk + 1;
                while (lost.contains(end)) {
                    end++;
                }
                long from = plain(filter, start(chunk, isFormat4));
                long to = plain(filter, start(end, isFormat4)) + stretch(filter);
                ranges.add(new long[] {from, to});
            }
        }
        List<String> ideal = disk.whole(ranges);
        Path restored = Restored.from(backup, folder).destination();
        List<String> found = found(restored);
        assertThat(ideal).isNotEmpty();
        List<String> missing = ideal.stream().filter(file -> !found.contains(file)).toList();
        assertThat(missing.size())
                .as("of %d files: %s", ideal.size(), missing)
                .isLessThanOrEqualTo((int) ((1 - LEAST) * ideal.size()));
        InsideAgainstImage.assertSame(backup, restored.resolve("work/private.img.incomplete"));
    }

    /** The disk's tar takes longest, and each filter packs it once. */
    private static byte[] compress(String filter, byte[] tar) {
        if (filter.equals("none")) {
            return tar;
        }
        return Arrays.equals(tar, disk.tar())
                ? PACKED.computeIfAbsent(filter, first -> Tools.filter(tar, first, "-c"))
                : Tools.filter(tar, filter, "-c");
    }

    /** Bytes of the tar behind a lost part where references into it may still show. */
    private static long stretch(String filter) {
        return filter.equals("gzip") ? 12L << 20 : 2L << 20;
    }

    private static List<String> chunks(BackupBuilder backup) {
        return backup.parts().stream()
                .map(Part::name)
                .filter(name -> name.startsWith(DISK))
                .toList();
    }

    private static List<Integer> lost(String damage, int chunks) {
        return switch (damage) {
            case "early" -> List.of(chunks / 10);
            case "two" -> List.of(chunks / 5, chunks * 4 / 5);
            case "end" -> IntStream.range(chunks * 2 / 3, chunks).boxed().toList();
            default -> List.of(chunks / 2);
        };
    }

    private static void damage(BackupBuilder backup, String damage, String name) {
        switch (damage) {
            case "gone", "end" -> backup.dropAll(name);
            case "cut" -> backup.edit(name, part -> part.cutTo(part.bytes().length / 2));
            case "header" -> backup.edit(name, part -> changed(part, 20, 21));
            case "two" -> backup.edit(name, part -> changed(part, 15_000, 15_512));
            default -> backup.edit(name, part -> changed(part, 0, part.bytes().length));
        }
    }

    private static Part changed(Part part, int from, int to) {
        byte[] bytes = part.bytes().clone();
        for (int i = from; i < to; i++) {
            bytes[i] = (byte) (to - from == 1 ? ~bytes[i] : 0);
        }
        return part.withBytes(bytes);
    }

    private static int start(int chunk, boolean isFormat4) {
        return Math.max(0, chunk * CHUNK - (isFormat4 ? 0 : CIPHER_HEADER));
    }

    /** Bytes of the tar that the first bytes of its stream hold; at most a buffer too few. */
    private static long plain(String filter, int length) {
        return PLAIN.computeIfAbsent(filter, RealDiskSalvageTest::decode)
                .floorEntry(length)
                .getValue();
    }

    /** By bytes of the stream that were read, the bytes of the tar that came out. */
    private static NavigableMap<Integer, Long> decode(String filter) {
        NavigableMap<Integer, Long> plain = new TreeMap<>();
        byte[] buffer = new byte[1 << 16];
        byte[] stream = compress(filter, disk.tar());
        ByteArrayInputStream compressed = new ByteArrayInputStream(stream);
        try (InputStream in = decompressing(filter, compressed)) {
            long count = 0;
            for (int some = 0; some >= 0; some = in.read(buffer)) {
                count += some;
                plain.put(some == 0 ? 0 : stream.length - compressed.available(), count);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return plain;
    }

    private static InputStream decompressing(String filter, InputStream stream) throws IOException {
        return switch (filter) {
            case "gzip" -> new GZIPInputStream(stream, 1);
            case "bzip2" -> new BZip2CompressorInputStream(stream, true);
            default -> stream;
        };
    }

    /** The files that came back under their own names; none may differ. */
    private List<String> found(Path destination) throws IOException {
        Path image = destination.resolve("work/private.img.incomplete");
        Path copies = folder.resolve("copies");
        CommandRun.of("copy", image.toString(), "/home", "--to", copies.toString());
        List<String> found = new ArrayList<>();
        for (Map.Entry<String, byte[]> file : disk.files().entrySet()) {
            Path copy = copies.resolve(file.getKey());
            if (Files.exists(copy)) {
                assertThat(copy).as(file.getKey()).hasBinaryContent(file.getValue());
                found.add(file.getKey());
            }
        }
        return found;
    }
}
