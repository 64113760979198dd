package org.lifeboat.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lifeboat.problem.FatalException;
import org.lifeboat.problem.IndexProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.testing.FakeSource;
import org.lifeboat.testing.TarBuilder;
import org.lifeboat.testing.TestData;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

class BackupIndexerTest {

    private static final byte[] DATA = new byte[700];

    private static TarBuilder tar() {
        return new TarBuilder();
    }

    private static BackupIndex index(TarBuilder tar) throws IOException {
        return index(FakeSource.of(tar.toByteArray()));
    }

    private static BackupIndex index(Source source) throws IOException {
        return BackupIndexer.index(source, BackupIndexer.Care.USUAL);
    }

    private static List<String> names(BackupIndex index) {
        return index.entries().stream().map(OuterEntry::name).toList();
    }

    private static List<Class<?>> codes(BackupIndex index) {
        return index.problems().stream().<Class<?>>map(Object::getClass).toList();
    }

    @Test
    void theSampleIsWholeAndInItsOrder() throws IOException, FatalException {
        try (BackupFile file = BackupFile.open(TestData.SAMPLE)) {
            BackupIndex index = index(file);
            assertThat(index.problems()).isEmpty();
            assertThat(index.cutOff()).isFalse();
            assertThat(names(index))
                    .startsWith(
                            "backup-header",
                            "backup-header.hmac",
                            "qubes.xml.000",
                            "qubes.xml.000.hmac")
                    .contains("vm5/private.img.005", "vm5/private.img.005.hmac")
                    .doesNotHaveDuplicates();
            assertThat(index.entries()).noneMatch(OuterEntry::isCutOff);
        }
    }

    @Test
    void zeroBlocksBetweenEntriesAreSteppedOver() throws IOException {
        TarBuilder tar =
                tar().entry("vm1/a.000", DATA)
                        .bytes(new byte[15 * 512])
                        .entry("vm1/b.000", DATA)
                        .bytes(new byte[15 * 512])
                        .entry("vm1/c.000", DATA)
                        .bytes(new byte[15 * 512]);
        BackupIndex index = index(tar);
        assertThat(names(index)).containsExactly("vm1/a.000", "vm1/b.000", "vm1/c.000");
        assertThat(index.problems()).isEmpty();
    }

    @Test
    void zerosWhereAnEntryMustHaveBeenAreAGap() throws IOException {
        TarBuilder tar =
                tar().entry("vm1/a.000", DATA)
                        .bytes(new byte[20 * 512 - 2560 + 20 * 512])
                        .entry("vm1/b.000", DATA);
        BackupIndex index = index(tar);
        assertThat(index.gaps())
                .containsExactly(
                        new Gap(
                                20 * 512,
                                20 * 512,
                                Optional.of("vm1/a.000"),
                                Optional.of("vm1/b.000")));
    }

    @Test
    void anEntryTellsWhereItsDataLies() throws IOException {
        BackupIndex index = index(tar().entry("vm1/a.000", DATA).entry("vm1/b.000", new byte[0]));
        assertThat(index.entries())
                .containsExactly(
                        new OuterEntry("vm1/a.000", 512, 700, false),
                        new OuterEntry("vm1/b.000", 3072, 0, false));
        assertThat(index.entry("vm1/b.000")).isPresent();
        assertThat(index.entry("vm1/c.000")).isEmpty();
    }

    @Test
    void paxHeadersNameAndMeasureTheEntryBehindThem() throws IOException {
        String longName = "appvms/" + "n".repeat(200) + "/private.img.000";
        TarBuilder tar =
                tar().pax("path", longName, "size", "700", "mtime", "1.5")
                        .header('0', "short", 0, "")
                        .data(DATA)
                        .end()
                        .entry("vm1/b.000", DATA);
        assertThat(index(tar).entries())
                .extracting(OuterEntry::name, OuterEntry::size)
                .containsExactly(tuple(longName, 700L), tuple("vm1/b.000", 700L));
    }

    @Test
    void gnuLongNamesAreUnderstood() throws IOException {
        String longName = "appvms/" + "ü".repeat(100) + "/private.img.000";
        TarBuilder tar =
                tar().longName(longName).entry("appvms/cut", DATA).entry("vm1/b.000", DATA);
        assertThat(names(index(tar))).containsExactly(longName, "vm1/b.000");
    }

    @Test
    void foldersAndLinksAreNoEntries() throws IOException {
        TarBuilder tar = tar().folder("vm1/").symbolicLink("vm1/x", "y").entry("vm1/a.000", DATA);
        BackupIndex index = index(tar);
        assertThat(names(index)).containsExactly("vm1/a.000");
        assertThat(index.problems()).isEmpty();
    }

    @Test
    void entriesOfManyGibibytesAreSteppedOverUnread() throws IOException {
        long huge = 20L << 30;
        byte[] first = tar().header('0', "vm1/private.img.000", huge, "").toByteArray();
        byte[] second = tar().entry("vm1/private.img.000.hmac", DATA).toByteArray();
        FakeSource source =
                FakeSource.of(Map.of(0L, first, 512 + huge, second), 512 + huge + second.length);
        BackupIndex index = index(source);
        assertThat(index.entries())
                .extracting(OuterEntry::offset)
                .containsExactly(512L, 512 + huge + 512);
        assertThat(index.entries().getFirst().size()).isEqualTo(huge);
        assertThat(index.problems()).isEmpty();
        assertThat(source.bytesRead()).isLessThan(1 << 20);
    }

    @Test
    void aDamagedHeaderIsSteppedOverWithANote() throws IOException {
        byte[] bytes =
                tar().entry("vm1/a.000", DATA)
                        .entry("vm1/b.000", DATA)
                        .entry("vm1/c.000", DATA)
                        .toByteArray();
        int secondHeader = 512 + 1024 + 1024;
        Arrays.fill(bytes, secondHeader, secondHeader + 100, (byte) 0xa5);
        BackupIndex index = index(tar().bytes(bytes));
        assertThat(names(index)).containsExactly("vm1/a.000", "vm1/c.000");
        assertThat(index.cutOff()).isFalse();
        assertThat(index.problems())
                .singleElement()
                .satisfies(
                        problem ->
                                assertThat(problem)
                                        .isInstanceOfSatisfying(
                                                IndexProblem.Damaged.class,
                                                damaged ->
                                                        assertThat(damaged.position().bytes())
                                                                .isEqualTo(secondHeader)));
    }

    @Test
    void anImpossibleSizeIsDamage() throws IOException {
        for (long size : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            BackupIndex index =
                    index(tar().header('0', "vm1/a.000", size, "").entry("vm1/b.000", DATA));
            assertThat(names(index)).endsWith("vm1/b.000");
            assertThat(codes(index)).contains(IndexProblem.Damaged.class);
        }
    }

    @Test
    void entriesBehindAFalseSizeAreFound() throws IOException {
        BackupIndex index =
                index(tar().header('0', "vm1/a.000", 1L << 40, "").entry("vm1/b.000", DATA));
        assertThat(names(index)).containsExactly("vm1/a.000", "vm1/b.000");
        assertThat(index.entries().getFirst().isCutOff()).isFalse();
        assertThat(index.traces())
                .extracting(Trace::problem)
                .hasExactlyElementsOfTypes(IndexProblem.FalseSize.class);
        assertThat(index.cutOff()).isFalse();
    }

    @Test
    void aNameOfImpossibleLengthIsDamage() throws IOException {
        for (char type : new char[] {'L', 'x'}) {
            BackupIndex index =
                    index(
                            tar().header(type, "././@LongLink", 1L << 40, "")
                                    .entry("vm1/b.000", DATA));
            assertThat(names(index)).containsExactly("vm1/b.000");
            assertThat(codes(index)).containsExactly(IndexProblem.Damaged.class);
        }
    }

    @Test
    void aNameInFrontOfDamageIsNotGivenToTheNextEntry() throws IOException {
        TarBuilder tar = tar().longName("lost").bytes(garbage(512)).entry("vm1/b.000", DATA);
        assertThat(names(index(tar))).containsExactly("vm1/b.000");
    }

    @Test
    void aCutWithinAnEntryIsNoted() throws IOException {
        byte[] bytes = tar().entry("vm1/a.000", DATA).file("vm1/b.000", DATA).toByteArray();
        BackupIndex index = index(FakeSource.of(Arrays.copyOf(bytes, bytes.length - 800)));
        assertThat(index.cutOff()).isTrue();
        assertThat(index.entries().getLast().isCutOff()).isTrue();
        assertThat(index.entries().getLast().size()).isEqualTo(224);
        assertThat(index.problems()).containsExactly(new IndexProblem.CutOff("vm1/b.000"));
    }

    @Test
    void aCutRightBehindAnEntryIsNoted() throws IOException {
        BackupIndex index = index(tar().entry("vm1/a.000", DATA).file("vm1/b.000", DATA));
        assertThat(index.cutOff()).isTrue();
        assertThat(index.entries()).noneMatch(OuterEntry::isCutOff);
        assertThat(index.problems()).containsExactly(new IndexProblem.CutOff("vm1/b.000"));
    }

    @Test
    void aCutBetweenAPartAndItsHmacIsNoted() throws IOException {
        TarBuilder tar =
                tar().entry("vm1/a.000", DATA)
                        .entry("vm1/a.000.hmac", DATA)
                        .entry("vm1/a.001", DATA);
        assertThat(index(tar).problems()).containsExactly(new IndexProblem.CutOff("vm1/a.001"));
    }

    @Test
    void zerosInThePlaceOfTheLastHmacAreDamageAndNoCut() throws IOException {
        TarBuilder tar =
                tar().entry("vm1/a.000", DATA)
                        .entry("vm1/a.000.hmac", DATA)
                        .entry("vm1/a.001", DATA)
                        .bytes(new byte[2 * 10_240]);
        assertThat(index(tar).cutOff()).isFalse();
        assertThat(codes(index(tar))).containsExactly(IndexProblem.Damaged.class);
    }

    @Test
    void problemsComeInTheOrderOfTheFile() {
        Problem lost = new IndexProblem.HeaderDamaged("vm1/a.000");
        BackupIndex index =
                new BackupIndex(
                        List.of(),
                        List.of(
                                new Gap(100, 10, Optional.empty(), Optional.empty()),
                                new Gap(900, 10, Optional.empty(), Optional.empty())),
                        List.of(new Trace(500, "vm1/a.000", lost)),
                        Optional.empty());
        assertThat(index.problems())
                .hasExactlyElementsOfTypes(
                        IndexProblem.Damaged.class,
                        IndexProblem.HeaderDamaged.class,
                        IndexProblem.Damaged.class)
                .element(1)
                .isEqualTo(lost);
    }

    @Test
    void aFileAsLargeAsFat32AllowsWasCutByIt() throws IOException {
        long fat32 = (1L << 32) - 1;
        long hundredMebibytes = 100L << 20;
        long most = fat32 - 50 * 1024 * 1024;
        long firstSize = most - most % 512;
        byte[] first = tar().header('0', "vm1/private.img.000", firstSize, "").toByteArray();
        byte[] second =
                tar().header('0', "vm1/private.img.001", hundredMebibytes, "").toByteArray();
        for (long size : new long[] {fat32, fat32 - 1}) {
            FakeSource source = FakeSource.of(Map.of(0L, first, 512 + firstSize, second), size);
            BackupIndex index = index(source);
            assertThat(index.cutOff()).isTrue();
            assertThat(index.problems())
                    .containsExactly(
                            size == fat32
                                    ? new IndexProblem.CutOffByFat32("vm1/private.img.001")
                                    : new IndexProblem.CutOff("vm1/private.img.001"));
        }
    }

    @Test
    void anythingElseHasNoEntries() throws IOException {
        for (byte[] bytes : List.of(new byte[0], new byte[100], new byte[2048], garbage(4096))) {
            BackupIndex index = index(FakeSource.of(bytes));
            assertThat(index.entries()).isEmpty();
            assertThat(index.problems()).isEmpty();
        }
    }

    @Test
    @Timeout(10)
    void aDiskWithoutEntriesIsGivenUpSoon() throws IOException {
        FakeSource disk = FakeSource.of(Map.of(), 1L << 42);
        assertThat(index(disk).entries()).isEmpty();
        assertThat(disk.bytesRead()).isLessThan(8 << 20);
    }

    @Test
    @Timeout(10)
    void sixThousandEntriesAreOrdinary() throws IOException {
        TarBuilder tar = tar();
        for (int i = 0; i < 6000; i++) {
            tar.entry("vm5/private.img.%03d".formatted(i), new byte[i % 100]);
        }
        BackupIndex index = index(tar);
        assertThat(index.entries()).hasSize(6000);
        assertThat(Archives.of(index, "", ".hmac").sequences())
                .singleElement()
                .satisfies(archive -> assertThat(archive.chunks()).hasSize(6000));
    }

    @Test
    void alteredBytesNeverKeepAnIndexFromBeingMade() throws IOException {
        byte[] bytes =
                tar().pax("path", "p")
                        .entry("vm1/a.000", DATA)
                        .longName("n")
                        .entry("vm1/b.000", DATA)
                        .entry("vm1/c.000", DATA)
                        .toByteArray();
        Random random = new Random(5);
        for (int round = 0; round < 3000; round++) {
            byte[] altered = bytes.clone();
            for (int i = 0; i <= round % 3; i++) {
                altered[random.nextInt(altered.length)] = (byte) random.nextInt();
            }
            BackupIndex index = index(FakeSource.of(altered));
            assertThat(index.entries()).allMatch(entry -> entry.size() <= altered.length);
        }
    }

    private static byte[] garbage(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }
}
