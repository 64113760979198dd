package org.lifeboat.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboat.disk.DamageMap;
import org.lifeboat.disk.MapFile;
import org.lifeboat.disk.Trust;
import org.lifeboat.disk.ext4.DiskFixtures;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.CommandRun;
import org.lifeboat.testing.DiskBackup;
import org.lifeboat.testing.Fuzz;
import org.lifeboat.testing.Part;
import org.lifeboat.testing.RealBackup;
import org.lifeboat.testing.Restored;
import org.lifeboat.testing.TarBuilder;
import org.lifeboat.testing.TestData;
import org.lifeboat.testing.VmBuilder;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Random damage to backups in small parts: whatever comes back under a name of its own is what was
 * put in, also within a folder that is incomplete, and what is missing is told of. {@code
 * -Dlifeboat.fuzz.times=N} tries N times as many.
 */
@Timeout(3600)
class SalvageFuzzTest {

    private static final int LARGE = 8;

    private static final String INCOMPLETE = ".incomplete";
    private static final String MAP = INCOMPLETE + ".map";

    @TempDir private Path folder;

    private int made;

    private Path last = Path.of("");

    @Test
    void damageLeavesNoWrongFileUnderItsName() {
        Fuzz.cases(
                60,
                random -> {
                    BackupBuilder backup = backup(random);
                    for (int i = random.nextInt(4); i >= 0; i--) {
                        damage(backup, random);
                    }
                    restore(backup, outerDamage(backup.bytes(), random), random);
                });
    }

    @Test
    void damageToARealBackupOfFormat2LeavesNoWrongFileUnderItsName() {
        Fuzz.cases(
                10,
                random -> {
                    List<String> names =
                            List.of(
                                    "format2/r2-encrypted-compressed",
                                    "format2/r2-encrypted",
                                    "format2/r2-plain-compressed");
                    Path own = Files.createDirectory(folder.resolve("real" + made));
                    BackupBuilder backup =
                            RealBackup.of(names.get(random.nextInt(names.size())), own);
                    for (int i = random.nextInt(3); i >= 0; i--) {
                        damage(backup, random);
                    }
                    restore(backup, outerDamage(backup.bytes(), random), random);
                    delete(own);
                });
    }

    /**
     * An HMAC does not cover a part's name; what is compressed shows it all the same, as far as
     * there is enough of it: a few KiB of another stream may be decoded without a fault.
     */
    @Test
    void partsThatWereSwappedLeaveNoWrongFileUnderItsName() {
        Fuzz.cases(
                12,
                random -> {
                    BackupBuilder backup = content(random.nextBoolean() ? 3 : 4, LARGE, random);
                    if (random.nextBoolean()) {
                        backup.compressor("bzip2", SalvageFuzzTest::bzip2);
                    }
                    backup.seal();
                    List<String> names = targets(backup);
                    String one = names.get(random.nextInt(names.size()));
                    String other = names.get(random.nextInt(names.size()));
                    if (random.nextBoolean()) {
                        backup.swap(one, other);
                    } else {
                        backup.put(one, other);
                    }
                    for (int i = random.nextInt(3); i > 0; i--) {
                        damage(backup, random);
                    }
                    restored(backup, backup.bytes(), random);
                });
    }

    /** Its stream's end is not that of the stream that it got into. */
    @ParameterizedTest
    @ValueSource(ints = {3, 6, 9})
    void anothersLastPartBehindADamageVouchesForNothing(int place) throws IOException {
        BackupBuilder backup = new BackupBuilder().chunkSize(100 * 1024);
        for (String vm : List.of("work", "vault")) {
            backup.vm(vm).file("private.img", DiskBackup.image(vm.length(), 500_000 * vm.length()));
        }
        backup.seal().flip("vm5/private.img.001");
        backup.swap(
                backup.lastOf("vm6/private.img").name(), "vm5/private.img.%03d".formatted(place));
        Restored restored = Restored.from(backup, folder);
        assertThat(restored.verdict("work")).isEqualTo("damaged");
        assertThat(restored.destination().resolve("work/private.img.incomplete.map")).exists();
        checkMaps(backup, restored.destination());
    }

    @Test
    void aFileThatIsCopiedOutOfADamagedBackupIsWholeOrMarked() throws IOException {
        byte[] disk = DiskFixtures.image("ext4-4k");
        Copies whole = copies(DiskBackup.of(disk).seal());
        assertThat(whole.files()).isNotEmpty();
        Fuzz.cases(
                20,
                random -> {
                    BackupBuilder backup =
                            DiskBackup.of(disk).chunkSize(20_000 + 512 * random.nextInt(100));
                    if (random.nextBoolean()) {
                        backup.format4();
                    }
                    switch (random.nextInt(4)) {
                        case 0 -> backup.uncompressed();
                        case 1 -> backup.compressor("bzip2", SalvageFuzzTest::bzip2);
                        default -> {
                            // gzip, as it is.
                        }
                    }
                    backup.seal();
                    for (int i = random.nextInt(3); i >= 0; i--) {
                        damage(backup, random);
                    }
                    Copies some = copies(backup);
                    if (!some.files().equals(whole.files())) {
                        assertThat(some.messages()).isNotEqualTo(whole.messages());
                    }
                    some.files().entrySet().stream()
                            .filter(each -> !each.getKey().matches(".*\\.(incomplete|doubtful).*"))
                            .forEach(each -> assertIsWhole(each, whole));
                });
    }

    /** A file whose folder was lost has a number for its name. */
    private static void assertIsWhole(Map.Entry<String, String> file, Copies whole) {
        if (file.getKey().startsWith("lost+found/#")) {
            assertThat(whole.files()).containsValue(file.getValue());
        } else {
            assertThat(whole.files()).contains(file);
        }
    }

    /** What {@code copy} leaves, by path, and what it says. */
    private record Copies(Map<String, String> files, String messages) {}

    private Copies copies(BackupBuilder backup) throws IOException {
        delete(last);
        last = Files.createDirectory(folder.resolve("case" + made++));
        Path file = backup.write(last.resolve("backup"));
        Path to = last.resolve("copies");
        CommandRun run =
                CommandRun.withPassphrase(
                        file, List.of("copy", file.toString(), "/", "--to", to.toString()));
        assertThat(run.exitCode()).as(run.err()).isIn(0, 1, 3);
        Map<String, String> files = new TreeMap<>();
        if (Files.exists(to)) {
            try (Stream<Path> paths = Files.walk(to)) {
                for (Path path : paths.filter(SalvageFuzzTest::isFile).toList()) {
                    files.put(
                            to.relativize(path).toString(), TestData.sha256(TestData.bytes(path)));
                }
            }
        }
        return new Copies(files, run.err());
    }

    private void restore(BackupBuilder backup, byte[] bytes, Random random) throws IOException {
        checkIncompleteFolders(backup, restored(backup, bytes, random).destination());
    }

    /** A third of the cases also use the damaged parts; what is authentic stays so. */
    private Restored restored(BackupBuilder backup, byte[] bytes, Random random)
            throws IOException {
        delete(last);
        last = Files.createDirectory(folder.resolve("case" + made++));
        String[] more = random.nextInt(3) == 0 ? new String[] {"--use-damaged"} : new String[0];
        Restored restored = Restored.from(backup, bytes, last, more);
        assertThat(restored.exitCode()).as(restored.err()).isIn(0, 1, 3, 4);
        if (restored.exitCode() == 0) {
            restored.isComplete();
        }
        checkMaps(backup, restored.destination());
        return restored;
    }

    /** What a map calls authentic is what was put in. */
    private static void checkMaps(BackupBuilder backup, Path destination) throws IOException {
        if (!Files.exists(destination)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(destination)) {
            for (Path map : paths.filter(path -> path.toString().endsWith(MAP)).toList()) {
                String name = destination.relativize(map).toString();
                byte[] expected =
                        backup.file(name.replace(INCOMPLETE, "").replace(".map", "")).orElseThrow();
                Path image = map.resolveSibling(map.getFileName().toString().replace(".map", ""));
                try {
                    checkMap(
                            MapFile.read(map, Files.size(image)),
                            Files.readAllBytes(image),
                            expected);
                } catch (AssertionError e) {
                    throw new AssertionError(map + Files.readString(map) + e, e);
                }
            }
        }
    }

    private static void checkMap(DamageMap map, byte[] image, byte[] expected) {
        map.forEach(
                region -> {
                    if (region.trust() == Trust.AUTHENTIC) {
                        int from = (int) region.position();
                        int to = (int) region.end();
                        assertThat(Arrays.mismatch(image, from, to, expected, from, to))
                                .as("first wrong byte behind %d of %d authentic", from, to - from)
                                .isEqualTo(-1);
                    }
                });
    }

    private static void checkIncompleteFolders(BackupBuilder backup, Path destination)
            throws IOException {
        if (!Files.exists(destination)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(destination)) {
            for (Path path : paths.filter(SalvageFuzzTest::isFile).toList()) {
                String name = destination.relativize(path).toString();
                if (name.startsWith("lifeboat-report")
                        || path.getFileName().toString().contains(INCOMPLETE)) {
                    continue;
                }
                byte[] expected = backup.file(name.replace(INCOMPLETE, "")).orElseThrow();
                assertThat(Arrays.equals(Files.readAllBytes(path), expected)).as(name).isTrue();
            }
        }
    }

    private static boolean isFile(Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static void delete(Path folder) throws IOException {
        if (folder.toString().isEmpty()) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static BackupBuilder backup(Random random) {
        int format = 2 + random.nextInt(3);
        BackupBuilder backup = content(format, 1, random);
        if (format != 4 && random.nextInt(3) == 0) {
            backup.plain();
        }
        switch (random.nextInt(3)) {
            case 0 -> backup.uncompressed();
            case 1 -> {
                if (format != 2) {
                    backup.compressor("bzip2", SalvageFuzzTest::bzip2);
                }
            }
            default -> {
                // gzip, as it is.
            }
        }
        return backup.seal();
    }

    /**
     * @param scale how much larger than the smallest everything is
     */
    private static BackupBuilder content(int format, int scale, Random random) {
        BackupBuilder backup =
                new BackupBuilder().chunkSize(scale * (4096 + 512 * random.nextInt(40)));
        switch (format) {
            case 2 -> backup.format2();
            case 4 -> backup.format4();
            default -> {
                // Format 3, as it is.
            }
        }
        disk(backup.vm("work"), format, scale, random);
        if (format == 2) {
            backup.vm("vault").file("private.img", DiskBackup.image(random.nextInt(), 150_000));
        } else {
            folder(backup.vm("vault"), "apps.templates", "vm6/apps.templates/", scale, random);
            folder(
                    backup.vm("fedora", "QubesTemplateVm", "vm-templates/fedora"),
                    ".",
                    "vm-templates/fedora/",
                    scale,
                    random);
        }
        return backup;
    }

    private static void disk(VmBuilder vm, int format, int scale, Random random) {
        byte[] image =
                DiskBackup.image(random.nextInt(), scale * (100_000 + random.nextInt(400_000)));
        if (format == 2) {
            vm.file("private.img", image);
        } else {
            vm.tar("private.img", DiskBackup.tar(vm.folder() + "/private.img", image));
            vm.expect("private.img", image);
        }
        vm.file("firewall.xml", BackupBuilder.random(1, 200));
    }

    private static void folder(
            VmBuilder vm, String archive, String root, int scale, Random random) {
        TarBuilder tar = new TarBuilder().folder(root);
        String below = root.substring(vm.folder().length() + 1);
        int files = scale * (5 + random.nextInt(30));
        for (int i = 0; i < files; i++) {
            String name = (random.nextInt(5) == 0 ? "a/b" : "f") + i;
            switch (random.nextInt(12)) {
                case 0 -> {
                    byte[] image = DiskBackup.image(random.nextInt(), 60_000);
                    tar.bytes(DiskBackup.unfinished(root + name, image));
                    vm.expect(below + name, image);
                }
                case 1 -> {
                    String far = name + "x".repeat(150);
                    byte[] content = DiskBackup.image(random.nextInt(), random.nextInt(9000));
                    tar.longName(root + far);
                    tar.file((root + far).substring(0, 100), content);
                    vm.expect(below + far, content);
                }
                case 2 -> tar.symbolicLink(root + name, "f0");
                default -> {
                    byte[] content = DiskBackup.image(random.nextInt(), random.nextInt(30_000));
                    tar.file(root + name, content);
                    vm.expect(below + name, content);
                }
            }
        }
        vm.tar(archive, tar.end().toByteArray());
    }

    private static byte[] bzip2(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (BZip2CompressorOutputStream bzip2 = new BZip2CompressorOutputStream(out, 1)) {
            bzip2.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static List<String> targets(BackupBuilder backup) {
        return backup.parts().stream()
                .map(Part::name)
                .filter(name -> name.contains("/"))
                .filter(name -> !name.contains(".xml"))
                .toList();
    }

    /** To a part of a disk's or a folder's archive. */
    private static void damage(BackupBuilder backup, Random random) {
        List<String> names = targets(backup);
        String name = names.get(random.nextInt(names.size()));
        int size = backup.part(name).bytes().length;
        switch (random.nextInt(7)) {
            case 0 -> backup.edit(name, part -> part.cutTo(random.nextInt(size + 1)));
            case 1 -> backup.edit(name, Part::withoutHmac);
            case 2 -> {
                String archive = name.replaceFirst("\\.\\d{3}(\\.enc)?$", "");
                if (names.stream().filter(other -> other.startsWith(archive + ".")).count() > 1) {
                    backup.dropAll(name);
                }
            }
            case 3 -> backup.edit(name, part -> part.withBytes(zeroed(part.bytes(), random)));
            default -> {
                int at = random.nextInt(size);
                int bit = 1 << random.nextInt(8);
                backup.edit(
                        name,
                        part -> {
                            byte[] bytes = part.bytes().clone();
                            bytes[at] ^= (byte) bit;
                            return part.withBytes(bytes);
                        });
            }
        }
    }

    /** As a sector is that could not be read. */
    private static byte[] zeroed(byte[] bytes, Random random) {
        byte[] some = bytes.clone();
        int from = random.nextInt(some.length);
        Arrays.fill(some, from, Math.min(some.length, from + 512), (byte) 0);
        return some;
    }

    private static byte[] outerDamage(byte[] bytes, Random random) {
        switch (random.nextInt(8)) {
            case 0 -> {
                return Arrays.copyOf(bytes, bytes.length / 2 + random.nextInt(bytes.length / 2));
            }
            case 1 -> {
                return zeroed(bytes, random);
            }
            case 2 -> {
                byte[] flipped = bytes.clone();
                flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                return flipped;
            }
            default -> {
                return bytes;
            }
        }
    }
}
