package org.lifeboat.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lifeboat.testing.BackupBuilder.random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboat.archive.Source;
import org.lifeboat.crypto.Passphrase;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.Part;
import org.lifeboat.testing.TestData;
import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** A restore that was interrupted, and the one that goes on with it. */
class GoingOnTest {

    @TempDir private Path folder;

    private BackupBuilder backup;
    private Path file;
    private Path destination;

    @BeforeEach
    void make() {
        backup = new BackupBuilder();
        backup.vm("work")
                .file("private.img", random(1, 200_000))
                .file("firewall.xml", random(2, 9))
                .file("icon.png", random(4, 900));
        backup.vm("vault").file("private.img", random(3, 70_000));
        destination = folder.resolve("restored");
    }

    private void seal() {
        file = backup.seal().write(folder.resolve("backup"));
    }

    /** A run whose backup goes away in the middle of the largest disk; all else gets done. */
    private RestoreReport interrupted() throws Exception {
        return run(
                plan -> plan,
                new LostSource(file, backup.dataOffset(partName("vm5/private.img.005"))));
    }

    private String partName(String name) {
        return backup.parts().stream()
                .map(Part::name)
                .filter(part -> part.startsWith(name))
                .findFirst()
                .orElseThrow();
    }

    /** A drive that comes loose when something is read from some place on. */
    private record LostSource(byte[] bytes, long from, AtomicBoolean isLost) implements Source {
        LostSource(Path file, long from) throws IOException {
            this(Files.readAllBytes(file), from, new AtomicBoolean());
        }

        @Override
        public String name() {
            return "backup";
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public void read(long position, ByteBuffer into) throws IOException {
            long end = position + into.remaining();
            // The other VM's parts are behind it, and are there as long as they are wanted.
            boolean isOfDisk = end > from && position < from + 100_000;
            if (isOfDisk) {
                isLost.set(true);
                throw new IOException("no such device");
            }
            into.put(bytes, (int) position, into.remaining());
        }

        @Override
        public void readAgain(long position, ByteBuffer into) throws IOException {
            if (isLost.get()) {
                throw new IOException("no such device");
            }
            read(position, into);
        }
    }

    private interface Wish {
        RestorePlan of(RestorePlan plan);
    }

    private RestoreReport run(Wish wish, Source source) throws Exception {
        try (Passphrase passphrase = TestData.passphrase(backup.typed());
                OpenBackup open = OpenBackup.open(source, passphrase)) {
            return new RestoreEngine(
                            wish.of(
                                    RestorePlan.restore(
                                            open, RestorePlan.everything(open), destination)),
                            new Cancellation())
                    .run();
        }
    }

    private RestoreReport run(Wish wish) throws Exception {
        return run(wish, new LostSource(file, Long.MAX_VALUE / 2));
    }

    private RestoreReport goOn() throws Exception {
        return run(plan -> plan);
    }

    private List<Path> inPlace() {
        return files().stream()
                .filter(path -> !path.toString().contains(".incomplete"))
                .filter(path -> !path.toString().contains(".lifeboat"))
                .toList();
    }

    private List<Path> files() {
        if (!Files.isDirectory(destination)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(destination)) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException | java.io.UncheckedIOException changing) {
            return List.of();
        }
    }

    private Map<String, byte[]> content() throws IOException {
        Map<String, byte[]> content = new HashMap<>();
        for (Path path : files()) {
            content.put(
                    destination.relativize(path).toString().replace('\\', '/'),
                    Files.readAllBytes(path));
        }
        return content;
    }

    private void assertAllInPlace() throws IOException {
        Map<String, byte[]> expected = backup.files();
        Map<String, byte[]> found = content();
        assertThat(found.keySet()).hasSameElementsAs(expected.keySet());
        expected.forEach((path, bytes) -> assertThat(found.get(path)).as(path).isEqualTo(bytes));
        try (Stream<Path> left = Files.list(destination)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("work", "vault");
        }
    }

    private static void assertAllTold(RestoreReport report) {
        assertThat(report.verdict()).isEqualTo(Verdict.OK);
        assertThat(report.problems()).isEmpty();
        for (VmResult vm : report.vms()) {
            assertThat(vm.problems()).isEmpty();
            for (ArchiveResult archive : vm.archives()) {
                assertThat(archive.outputs()).isNotEmpty();
                assertThat(archive.chunks())
                        .isNotEmpty()
                        .allSatisfy(
                                chunk -> {
                                    assertThat(chunk.verdict()).isEqualTo(ChunkVerdict.VERIFIED);
                                    assertThat(chunk.storedHmac())
                                            .isNotEmpty()
                                            .isEqualTo(chunk.computedHmac());
                                });
            }
        }
    }

    private static List<ArchiveResult> archives(RestoreReport report) {
        return report.vms().stream().flatMap(vm -> vm.archives().stream()).toList();
    }

    private Path record() throws IOException {
        try (Stream<Path> all = Files.list(destination)) {
            return all.filter(path -> path.getFileName().toString().startsWith(".lifeboat"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void whatIsInPlaceIsNotDoneAgain(int format) throws Exception {
        switch (format) {
            case 2 -> backup.format2();
            case 4 -> backup.format4();
            default -> {}
        }
        seal();
        interrupted();
        Map<Path, FileTime> before = new HashMap<>();
        for (Path path : inPlace()) {
            before.put(path, Files.getLastModifiedTime(path));
        }
        Map<Path, Object> inodes = new HashMap<>();
        for (Path path : before.keySet()) {
            inodes.put(path, Files.getAttribute(path, "unix:ino"));
        }
        RestoreReport report = goOn();
        assertAllInPlace();
        assertAllTold(report);
        assertThat(before).hasSize(3);
        assertThat(archives(report).stream().filter(one -> one.earlier() > 0))
                .hasSizeGreaterThanOrEqualTo(3);
        for (Path path : inodes.keySet()) {
            assertThat(Files.getAttribute(path, "unix:ino")).isEqualTo(inodes.get(path));
        }
    }

    @Test
    void aRestoreThatCameToItsEndLeavesNoRecord() throws Exception {
        seal();
        assertAllTold(goOn());
        assertAllInPlace();
    }

    @Test
    void oneThatBeginsAnewLeavesTheOtherAlone() throws Exception {
        seal();
        interrupted();
        Map<String, byte[]> before = content();
        RestoreReport report = run(RestorePlan::anew);
        assertThat(report.verdict()).isEqualTo(Verdict.OK);
        assertThat(archives(report)).allSatisfy(one -> assertThat(one.earlier()).isZero());
        Map<String, byte[]> now = content();
        before.keySet().removeIf(path -> path.startsWith(".lifeboat"));
        before.forEach((path, bytes) -> assertThat(now.get(path)).isEqualTo(bytes));
        assertThat(now.get("work (2)/private.img"))
                .isEqualTo(backup.files().get("work/private.img"));
    }

    @Test
    void aFileThatWasChangedMeanwhileIsRestoredOnceMore() throws Exception {
        seal();
        interrupted();
        Path changed = destination.resolve("work/firewall.xml");
        Files.write(changed, new byte[] {7});
        RestoreReport report = goOn();
        assertThat(report.verdict()).isEqualTo(Verdict.OK);
        assertThat(Files.readAllBytes(changed)).isEqualTo(new byte[] {7});
        String name = destination.relativize(changed) + " (2)";
        assertThat(content().get(name))
                .isEqualTo(backup.files().get(destination.relativize(changed).toString()));
    }

    @Test
    void aRecordThatWasChangedIsSetAsideWithAWord() throws Exception {
        seal();
        interrupted();
        Path log = record().resolve("record");
        byte[] bytes = Files.readAllBytes(log);
        bytes[60] ^= 1;
        Files.write(log, bytes);
        RestoreReport report = goOn();
        assertThat(report.problems())
                .singleElement()
                .asString()
                .contains("RecordSetAside", "-other");
        assertThat(report.verdict()).isEqualTo(Verdict.OK);
        assertThat(archives(report)).allSatisfy(one -> assertThat(one.earlier()).isZero());
        assertThat(content().keySet()).contains("work (2)/private.img");
    }

    /** Two days' backups of one machine, not encrypted, may have most of their parts in common. */
    @Test
    void whatAnotherBackupHoldsIsNotTakenForThisOnes() throws Exception {
        backup.plain().uncompressed();
        seal();
        interrupted();
        String part = partName("vm6/private.img.001");
        backup.editAuthentic(
                part,
                bytes -> {
                    bytes[100] ^= 1;
                    return bytes;
                });
        backup.write(file);
        byte[] before = Files.readAllBytes(destination.resolve("vault/private.img"));
        goOn();
        assertThat(content().values()).anyMatch(bytes -> differInOneByte(bytes, before));
        assertThat(content().values().stream().filter(bytes -> bytes.length == before.length))
                .hasSize(2);
    }

    private static boolean differInOneByte(byte[] one, byte[] other) {
        int at = Arrays.mismatch(one, other);
        return one.length == other.length
                && at >= 0
                && Arrays.mismatch(one, at + 1, one.length, other, at + 1, other.length) < 0;
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aPipeThatIsCalledAsTheRecordIsSetAside() throws Exception {
        seal();
        interrupted();
        Path log = record().resolve("record");
        Files.delete(log);
        assertThat(new ProcessBuilder("mkfifo", log.toString()).start().waitFor()).isZero();
        assertThat(goOn().problems())
                .singleElement()
                .asString()
                .contains("RecordSetAside", "-other");
    }

    /** By now the drive may give less than it gave then. */
    @Test
    void whatWasSavedOfADamagedDiskStaysWhenItIsReadOnceMore() throws Exception {
        seal();
        backup.flip(partName("vm5/private.img.005")).write(file);
        run(plan -> plan, new LostSource(file, backup.dataOffset(partName("vm6/private.img.001"))));
        Path saved = destination.resolve("work/private.img.incomplete");
        byte[] before = Files.readAllBytes(saved);
        assertThat(saved.resolveSibling("private.img.incomplete.map")).exists();
        backup.flip(partName("vm5/private.img.000")).write(file);
        assertThat(goOn().verdict()).isEqualTo(Verdict.DAMAGED);
        assertThat(saved).hasBinaryContent(before);
        assertThat(saved.resolveSibling("private.img.incomplete.map")).exists();
    }

    @Test
    void aRecordThatIsInUseIsLeftToItsUser() throws Exception {
        seal();
        interrupted();
        Path log = record().resolve("record");
        byte[] before = Files.readAllBytes(log);
        try (FileChannel other = FileChannel.open(log, StandardOpenOption.WRITE);
                FileLock held = other.lock()) {
            assertThat(held.isValid()).isTrue();
            RestoreReport report = run(RestorePlan::anew);
            assertThat(report.verdict()).isEqualTo(Verdict.OK);
        }
        assertThat(Files.readAllBytes(log)).isEqualTo(before);
    }

    @Test
    void aTornEndOfTheRecordCostsNoMoreThanWhatItTold() throws Exception {
        seal();
        interrupted();
        Path log = record().resolve("record");
        Files.write(log, new byte[100], StandardOpenOption.APPEND);
        RestoreReport report = goOn();
        assertAllTold(report);
        assertAllInPlace();
        assertThat(archives(report)).anySatisfy(one -> assertThat(one.earlier()).isPositive());
    }

    @Test
    void theRecordHoldsNeitherThePassphraseNorItsHashes() throws Exception {
        seal();
        interrupted();
        List<byte[]> secrets = new ArrayList<>();
        byte[] typed = backup.typed().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        secrets.add(typed);
        for (String digest : List.of("MD5", "SHA-1", "SHA-256", "SHA-512")) {
            secrets.add(java.security.MessageDigest.getInstance(digest).digest(typed));
        }
        String record = latin1(Files.readAllBytes(record().resolve("record")));
        assertThat(secrets).noneMatch(secret -> record.contains(latin1(secret)));
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
