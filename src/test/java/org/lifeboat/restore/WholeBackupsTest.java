package org.lifeboat.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lifeboat.catalog.VmType;
import org.lifeboat.content.FolderSink;
import org.lifeboat.crypto.DigestAlgorithm;
import org.lifeboat.crypto.Passphrase;
import org.lifeboat.problem.FatalException;
import org.lifeboat.problem.HeaderMismatch;
import org.lifeboat.testing.Json;
import org.lifeboat.testing.Manifest;
import org.lifeboat.testing.Restores;
import org.lifeboat.testing.TestData;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Backups that Qubes' own tools made, restored whole and compared file by file. */
class WholeBackupsTest {

    private static final Path MANIFEST =
            TestData.SAMPLE.resolveSibling("qubes-backup-2016-01-01T120000.manifest.json");

    @TempDir private Path folder;

    private Path restored() {
        return folder.resolve("restored");
    }

    private RestoreReport restoreSample() throws IOException, FatalException {
        return Restores.restore(TestData.SAMPLE, TestData.SAMPLE_PASSPHRASE, restored());
    }

    @Test
    void theSampleIsRestoredToTheLastByte() throws IOException, FatalException {
        RestoreReport report = restoreSample();
        Restores.assertGood(report);
        Manifest.read(MANIFEST).assertMatches(restored());
        assertThat(report.mode()).isEqualTo(Mode.RESTORE);
        assertThat(report.header().keyDerivation()).contains("MD5");
    }

    @Test
    void theReportNamesEveryFileThatIsThere() throws IOException, FatalException {
        Set<String> outputs =
                restoreSample().vms().stream()
                        .flatMap(vm -> vm.archives().stream())
                        .flatMap(archive -> archive.outputs().stream())
                        .map(FolderSink.Output::path)
                        .collect(Collectors.toSet());
        Set<String> expected =
                Manifest.read(MANIFEST).paths().stream()
                        .filter(
                                path ->
                                        Files.isRegularFile(
                                                restored().resolve(path),
                                                LinkOption.NOFOLLOW_LINKS))
                        .collect(Collectors.toSet());
        assertThat(outputs).isEqualTo(expected);
    }

    @Test
    void verifyingTheSampleFindsTheSameAndWritesNothing() throws IOException, FatalException {
        RestoreReport report = Restores.verify(TestData.SAMPLE, TestData.SAMPLE_PASSPHRASE);
        Restores.assertGood(report);
        assertThat(report.mode()).isEqualTo(Mode.VERIFY);
        assertThat(report.vms())
                .allSatisfy(
                        vm ->
                                assertThat(vm.archives())
                                        .allSatisfy(
                                                archive ->
                                                        assertThat(archive.outputs()).isEmpty()));
    }

    @Test
    void theSamplesListHasAllVmsOfTheMachine() throws IOException, FatalException {
        try (Passphrase passphrase = TestData.passphrase(TestData.SAMPLE_PASSPHRASE);
                OpenBackup backup = OpenBackup.open(TestData.SAMPLE, passphrase)) {
            assertThat(backup.vms()).hasSize(12);
            assertThat(Restores.inBackup(backup)).hasSize(9);
            assertThat(backup.vms())
                    .filteredOn(vm -> vm.vm().name().equals("work"))
                    .singleElement()
                    .satisfies(
                            work -> {
                                assertThat(work.vm().type()).isEqualTo(VmType.APP);
                                assertThat(work.vm().label()).isEqualTo("green");
                                assertThat(work.vm().path()).isEqualTo("vm5");
                                assertThat(work.archives())
                                        .filteredOn(a -> a.path().name().equals("private.img"))
                                        .singleElement()
                                        .satisfies(a -> assertThat(a.chunks()).hasSize(6));
                            });
            assertThat(backup.vms())
                    .filteredOn(vm -> vm.vm().isDom0())
                    .singleElement()
                    .satisfies(dom0 -> assertThat(dom0.isInBackup()).isTrue());
            RestoreReport list = backup.list();
            assertThat(list.mode()).isEqualTo(Mode.LIST);
            assertThat(list.verdict()).isEqualTo(Verdict.OK);
            assertThat(list.vms()).hasSize(12);
        }
    }

    @Test
    void oneVmAloneIsRestored() throws IOException, FatalException {
        try (Passphrase passphrase = TestData.passphrase(TestData.SAMPLE_PASSPHRASE);
                OpenBackup backup = OpenBackup.open(TestData.SAMPLE, passphrase)) {
            List<VmContents> vault =
                    backup.vms().stream().filter(vm -> vm.vm().name().equals("vault")).toList();
            Restores.assertGood(Restores.run(RestorePlan.restore(backup, vault, restored())));
        }
        try (Stream<Path> folders = Files.list(restored())) {
            assertThat(folders).containsExactly(restored().resolve("vault"));
        }
    }

    @Test
    void aSecondRestoreStandsBesideTheFirst() throws IOException, FatalException {
        restoreSample();
        Path first = restored().resolve("work/firewall.xml");
        Files.writeString(first, "changed since");
        RestoreReport second = restoreSample();
        assertThat(second.verdict()).isEqualTo(Verdict.OK);
        assertThat(first).hasContent("changed since");
        assertThat(restored().resolve("work (2)/private.img")).exists();
        assertThat(restored().resolve("dom0-home (2)/anna/.bashrc")).exists();
    }

    @Test
    void diskImagesKeepTheirHoles() throws IOException, FatalException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/stat")), "stat(1) tells allocated blocks");
        restoreSample();
        Path image = restored().resolve("never-started/private.img");
        assertThat(Files.size(image)).isEqualTo(16 << 20);
        assertThat(allocated(image)).isLessThan(1 << 20);
        assertThat(allocated(restored().resolve("work/private.img"))).isLessThan(8 << 20);
    }

    private static long allocated(Path file) throws IOException, InterruptedException {
        Process stat = new ProcessBuilder("/usr/bin/stat", "-c", "%b", file.toString()).start();
        String blocks = new String(stat.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assumeTrue(stat.waitFor() == 0, "GNU stat");
        return 512 * Long.parseLong(blocks.strip());
    }

    @Test
    void onlyTheOwnerMayReadWhatIsNotDom0s() throws IOException, FatalException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
        restoreSample();
        assertThat(permissions(restored().resolve("work"))).isEqualTo("rwx------");
        assertThat(permissions(restored().resolve("work/private.img"))).isEqualTo("rw-------");
        assertThat(permissions(restored().resolve("debian-8/kernels"))).isEqualTo("rwx------");
        assertThat(permissions(restored().resolve("debian-8/root.img"))).isEqualTo("rw-------");
        assertThat(permissions(restored().resolve("dom0-home"))).isEqualTo("rwx------");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void thePlainBackupIsRestoredToTheLastByte() throws IOException, FatalException {
        Path backup = TestData.path("plain/plain-bzip2");
        RestoreReport report = Restores.restore(backup, "plain", restored());
        Restores.assertGood(report);
        Manifest.read(TestData.path("plain/plain-bzip2.manifest.json")).assertMatches(restored());
        assertThat(report.header().encrypted()).isFalse();
        assertThat(report.header().keyDerivation()).isEmpty();
        assertThat(report.header().hmacAlgorithm()).isEqualTo("SHA1");
    }

    @Test
    void aWrongPassphraseIsToldApartFromNothing() {
        for (String wrong :
                List.of("", "lifeboat Sample", "lifeboat sample ", "lifeboat sample\n")) {
            assertThatExceptionOfType(FatalException.class)
                    .isThrownBy(() -> Restores.verify(TestData.SAMPLE, wrong))
                    .extracting(FatalException::refusal)
                    .isEqualTo(new HeaderMismatch.PassphraseOrHeader());
        }
    }

    static Stream<Json> variants() {
        return TestData.json(TestData.path("variants/index.json")).elements().stream();
    }

    @ParameterizedTest
    @MethodSource("variants")
    void everyVariantIsRestoredToTheLastByte(Json variant) throws IOException, FatalException {
        Path backup = folder.resolve("backup");
        Files.write(backup, TestData.gunzip(TestData.path("variants/" + variant.text("file"))));
        String passphrase = variant.has("passphrase") ? variant.text("passphrase") : "variants";
        RestoreReport report = Restores.restore(backup, passphrase, restored());
        Restores.assertGood(report);
        Manifest.read(TestData.path("variants/manifest.json")).assertMatches(restored());

        RestoreReport.Header header = report.header();
        assertThat(header.encrypted()).isEqualTo(variant.get("encrypted").isTrue());
        assertThat(header.compressed()).isEqualTo(variant.get("compressed").isTrue());
        assertThat(header.cryptoAlgorithm()).isEqualTo(variant.text("cipher"));
        assertThat(header.compressionFilter()).isEqualTo(variant.text("filter"));
        assertThat(DigestAlgorithm.named(variant.text("hmac")).map(Enum::name))
                .contains(header.hmacAlgorithm());
        if (header.encrypted()) {
            assertThat(header.keyDerivation()).contains(variant.text("kdf"));
        }
    }

    @Test
    void everyVariantIsInTheIndex() {
        assertThat(variants().map(variant -> variant.text("file")))
                .containsExactlyInAnyOrderElementsOf(
                        TestData.files(TestData.path("variants")).stream()
                                .map(path -> path.getFileName().toString())
                                .filter(name -> name.endsWith(".gz"))
                                .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "format4/r4-gzip, formats ✓",
        "format4/r4-zstd, formats ✓",
        "format2/r2-encrypted-compressed, beta",
        "format2/r2-encrypted, beta",
        "format2/r2-plain-compressed, beta",
        "format2/r2-headerless, beta"
    })
    void theOtherFormatsAreRestoredToTheLastByte(String name, String passphrase)
            throws IOException, FatalException {
        Path backup = folder.resolve("backup");
        Path packed = TestData.path(name + ".gz");
        Files.write(backup, TestData.gunzip(packed));
        RestoreReport report = Restores.restore(backup, passphrase, restored());
        Restores.assertGood(report);
        Manifest.read(packed.resolveSibling("manifest.json")).assertMatches(restored());
        assertThat(name).startsWith("format" + report.backup().format());
        assertThat(report.vms())
                .flatMap(VmResult::archives)
                .anySatisfy(archive -> assertThat(archive.chunks()).hasSizeGreaterThan(2));
    }

    @Test
    void theOfficialSamplesAreRestoredToTheLastByte() throws IOException, FatalException {
        Path samples = TestData.officialSamples().orElse(Path.of(""));
        assumeTrue(TestData.officialSamples().isPresent(), "lifeboat.samples names no folder");
        for (String name : List.of("v3-plain-gzip", "v3-encrypted-gzip", "v4-gzip", "v4-bzip2")) {
            Path destination = folder.resolve(name);
            RestoreReport report = Restores.restore(samples.resolve(name), "qubes", destination);
            Manifest.ofMachine(samples.resolve(name + ".manifest.json")).assertMatches(destination);
            Restores.assertGood(report);
        }
    }
}
