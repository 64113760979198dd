package org.lifeboat.restore;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.lifeboat.crypto.Passphrase;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.DiskBackup;
import org.lifeboat.testing.HostileTar;
import org.lifeboat.testing.TestData;
import org.lifeboat.testing.VmBuilder;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Restores in processes of their own that are killed at random moments and gone on with, until one
 * comes to its end. As a program, it does so many times.
 */
final class KilledRestores {

    private static final int DISK = 6_000_000;
    private static final int PART = 300_000;
    private static final long PACE = 256 << 10;

    /**
     * Two times the pace, a block of gzip's, and what one write has: of random bytes, gzip's blocks
     * are small.
     */
    private static final long AGAIN = 2 * PACE + (512 << 10);

    /** bzip2's. */
    private static final int BLOCK = 900_000;

    private final Kind kind;
    private final Random random;
    private final Path folder;
    private final Path file;
    private final Map<String, byte[]> expected;
    private Map<String, String> links = Map.of();
    private long millis;
    private int kills;

    /** What is restored. */
    enum Kind {
        FORMAT_2(() -> new BackupBuilder().format2(), false),
        GZIP(BackupBuilder::new, true),
        PLAIN_TAR(() -> new BackupBuilder().uncompressed(), true),
        BARE(() -> new BackupBuilder().plain().uncompressed(), true),
        BZIP2(() -> new BackupBuilder().compressor("bzip2", KilledRestores::bzip2), true),
        FORMAT_4(() -> new BackupBuilder().format4(), true),
        FORMAT_4_PLAIN_TAR(() -> new BackupBuilder().format4().uncompressed(), true);

        private final Supplier<BackupBuilder> backup;
        private final boolean hasFineEntrances;

        Kind(Supplier<BackupBuilder> backup, boolean hasFineEntrances) {
            this.backup = backup;
            this.hasFineEntrances = hasFineEntrances;
        }
    }

    /**
     * @param folder empty
     */
    KilledRestores(Kind kind, long seed, Path folder) {
        this.kind = kind;
        this.random = new Random(seed);
        this.folder = folder;
        BackupBuilder backup = kind.backup.get().chunkSize(PART);
        VmBuilder work = backup.vm("work").file("firewall.xml", BackupBuilder.random(2, 90));
        disk(work, 7);
        disk(backup.vm("vault").file("icon.png", BackupBuilder.random(3, 900)), 8);
        if (kind != Kind.FORMAT_2) {
            home(backup.vm("dom0", "QubesAdminVm", "dom0-home"));
            links = Map.of("dom0-home/user/link", "name");
        }
        this.file = backup.seal().write(folder.resolve("backup"));
        this.expected = backup.files();
    }

    static byte[] bzip2(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new BZip2CompressorOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    private void disk(VmBuilder vm, int seed) {
        byte[] image = new byte[DISK];
        Random random = new Random(seed);
        for (int at = 0; at < DISK; ) {
            int run = Math.min(DISK - at, 4096 * (1 + random.nextInt(40)));
            if (random.nextInt(4) > 0) {
                byte[] noise = new byte[run];
                random.nextBytes(noise);
                System.arraycopy(noise, 0, image, at, run);
            }
            at += run;
        }
        if (kind == Kind.FORMAT_2) {
            vm.file("private.img", image);
        } else {
            vm.tar("private.img", DiskBackup.tar(vm.folder() + "/private.img", image));
            vm.expect("private.img", image);
        }
    }

    private static void home(VmBuilder vm) {
        HostileTar tar = new HostileTar().folder("dom0-home/user/");
        for (int i = 0; i < 60; i++) {
            String name = "user/folder" + i % 7 + "/file" + i;
            byte[] content = BackupBuilder.random(100 + i, 1 + i * i * 20);
            tar.file("dom0-home/" + name, content);
            vm.expect(name, content);
        }
        byte[] large = BackupBuilder.random(99, 1_500_000);
        tar.symbolicLink("dom0-home/user/link", "name").file("dom0-home/user/large", large);
        vm.expect("user/large", large);
        vm.tar("user", tar.finished());
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static String classPath() {
        String tests =
                Path.of(
                                URI.create(
                                        RestoringProcess.class
                                                .getResource("RestoringProcess.class")
                                                .toString()))
                        .resolve("../../../..")
                        .normalize()
                        .toString();
        Stream<String> loaded =
                RestoringProcess.class.getClassLoader() instanceof URLClassLoader loader
                        ? Stream.of(loader.getURLs()).map(URL::getPath)
                        : Stream.of();
        return Stream.concat(
                        Stream.of(
                                tests,
                                System.getProperty("java.class.path", ""),
                                System.getProperty("jdk.module.path", "")),
                        loaded)
                .filter(path -> !path.isEmpty())
                .collect(Collectors.joining(System.getProperty("path.separator")));
    }

    /** Kills it after some time at most; what it said if it came to its end before. */
    private Optional<String> run(Path destination, long killAfter) throws Exception {
        Process process =
                new ProcessBuilder(
                                java(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                classPath(),
                                RestoringProcess.class.getName(),
                                file.toString(),
                                destination.toString(),
                                String.valueOf(PACE))
                        .redirectError(folder.resolve("errors").toFile())
                        .start();
        try (BufferedReader said = process.inputReader()) {
            assertThat(said.readLine())
                    .as(Files.readString(folder.resolve("errors")))
                    .isEqualTo("begins");
            long begun = System.nanoTime();
            if (process.waitFor(killAfter, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                millis = (System.nanoTime() - begun) / 1_000_000;
                String end = said.readLine();
                assertThat(end).as(Files.readString(folder.resolve("errors"))).isNotNull();
                return Optional.of(end);
            }
            return Optional.empty();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** Runs it to its end once, to know how long it takes. */
    long measure() throws Exception {
        Path destination = folder.resolve("measured");
        assertThat(run(destination, Long.MAX_VALUE).orElseThrow())
                .as(Files.readString(folder.resolve("errors")))
                .startsWith("OK 0 ");
        checkEnd(destination);
        remove(destination);
        return millis;
    }

    /**
     * @param most kills before one run may come to its end
     * @return how many there were
     */
    int run(long usualMillis, int most) throws Exception {
        Path destination = folder.resolve("restored");
        int before = kills;
        Optional<String> end = Optional.empty();
        while (end.isEmpty()) {
            boolean isKilled = kills - before < most;
            end = run(destination, isKilled ? random.nextLong(1 + usualMillis) : Long.MAX_VALUE);
            if (end.isEmpty()) {
                kills++;
                checkMiddle(destination);
                end = isOver(destination) ? Optional.of("OK when it was killed") : end;
            }
        }
        assertThat(end.get()).as(Files.readString(folder.resolve("errors"))).startsWith("OK ");
        checkEnd(destination);
        remove(destination);
        return kills - before;
    }

    /** Whether the run that was killed had nothing left to do: its record is not there any more. */
    private static boolean isOver(Path destination) throws IOException {
        Set<String> names = files(destination).keySet();
        boolean isOver = !names.isEmpty() && names.stream().noneMatch(KilledRestores::isHidden);
        if (isOver) {
            // Of its very last step an empty folder may be left, which the next restore takes away.
            try (Stream<Path> all = Files.list(destination)) {
                for (Path left : all.filter(KilledRestores::isHidden).toList()) {
                    Files.delete(left);
                }
            }
        }
        return isOver;
    }

    private static boolean isHidden(Path path) {
        return isHidden(path.getFileName().toString());
    }

    private static boolean isHidden(String name) {
        return name.startsWith(".");
    }

    /** What has its final name is right, and little will be done again. */
    private void checkMiddle(Path destination) throws IOException, Exception {
        Map<String, byte[]> there = files(destination);
        there.keySet().removeIf(path -> path.startsWith(".") || path.contains(".incomplete"));
        there.forEach(
                (path, content) -> assertThat(content).as(path).isEqualTo(expected.get(path)));
        if (kind.hasFineEntrances) {
            checkCheckpoints(destination);
        }
    }

    private void checkCheckpoints(Path destination) throws Exception {
        try (Passphrase passphrase = TestData.passphrase(BackupBuilder.PASSPHRASE);
                OpenBackup open = OpenBackup.open(file, passphrase)) {
            RecordFolder folder = new RecordFolder(destination, open);
            Optional<RestoreRecord> record = folder.earlier();
            if (record.isEmpty()) {
                return;
            }
            try (RestoreRecord known = record.get()) {
                Continuation all =
                        Continuation.of(
                                known,
                                folder,
                                RestorePlan.restore(
                                        open, RestorePlan.everything(open), destination));
                for (VmContents vm : RestorePlan.everything(open)) {
                    vm.archives().stream()
                            .filter(archive -> archive.path().name().equals("private.img"))
                            .forEach(
                                    archive ->
                                            checkDone(
                                                    destination.resolve(
                                                            vm.vm().name()
                                                                    + "/private.img.incomplete"),
                                                    all.inside(archive),
                                                    expected.get(vm.vm().name() + "/private.img")));
                }
            }
        }
    }

    private void checkDone(Path file, Optional<InsideCheckpoint> checkpoint, byte[] image) {
        if (!Files.exists(file)) {
            return;
        }
        long durable =
                checkpoint
                        .map(
                                point ->
                                        point.extractor()
                                                .file()
                                                .member()
                                                .extents()
                                                .end(point.passed()))
                        .orElse(0L);
        long again = 0;
        for (long at = durable; at < file.toFile().length(); at++) {
            again += image[(int) at] == 0 ? 0 : 1;
        }
        assertThat(again)
                .as("bytes that are restored again")
                .isLessThan(kind == Kind.BZIP2 ? AGAIN + 2 * BLOCK : AGAIN);
    }

    private void checkEnd(Path destination) throws IOException {
        Map<String, byte[]> there = files(destination);
        assertThat(there.keySet()).hasSameElementsAs(expected.keySet());
        there.forEach(
                (path, content) -> assertThat(content).as(path).isEqualTo(expected.get(path)));
        for (Map.Entry<String, String> link : links.entrySet()) {
            assertThat(Files.readSymbolicLink(destination.resolve(link.getKey())).toString())
                    .isEqualTo(link.getValue());
        }
        try (Stream<Path> left = Files.list(destination)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .hasSameElementsAs(
                            expected.keySet().stream()
                                    .map(path -> path.substring(0, path.indexOf('/')))
                                    .toList());
        }
    }

    private static Map<String, byte[]> files(Path destination) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        if (!Files.exists(destination)) {
            return files;
        }
        try (Stream<Path> all = Files.walk(destination)) {
            for (Path path : all.toList()) {
                if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                    files.put(
                            destination.relativize(path).toString().replace('\\', '/'),
                            Files.readAllBytes(path));
                }
            }
        }
        return files;
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /**
     * @param args how many kills; seed
     */
    public static void main(String[] args) throws Exception {
        int wanted = Integer.parseInt(args[0]);
        long seed = Long.parseLong(args[1]);
        int done = 0;
        Map<Kind, KilledRestores> restores = new HashMap<>();
        Map<Kind, Long> usual = new HashMap<>();
        while (done < wanted) {
            for (Kind kind : Kind.values()) {
                if (!restores.containsKey(kind)) {
                    Path folder = Files.createTempDirectory("killed");
                    restores.put(kind, new KilledRestores(kind, seed, folder));
                    usual.put(kind, restores.get(kind).measure());
                }
                int kills = restores.get(kind).run(usual.get(kind), 5);
                done += kills;
                System.out.println(List.of(kind, usual.get(kind) + " ms", kills, done));
            }
        }
        for (KilledRestores each : restores.values()) {
            remove(each.folder);
        }
    }
}
