package org.lifeboat.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.problem.StreamProblem;
import org.lifeboat.tar.Tar;
import org.lifeboat.testing.Fuzz;
import org.lifeboat.testing.Json;
import org.lifeboat.testing.Problems;
import org.lifeboat.testing.TestData;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What GNU tar wrote, member by member. */
class TarVectorsTest {

    private static final Path FOLDER = TestData.path("vectors/tars");

    @TestFactory
    Stream<DynamicTest> everyTarHasTheMembersThatGnuTarPutIn() {
        return TestData.json(FOLDER.resolve("tars.json")).members().entrySet().stream()
                .map(
                        tar ->
                                DynamicTest.dynamicTest(
                                        tar.getKey(),
                                        () ->
                                                assertMembers(
                                                        read(tar.getKey()),
                                                        tar.getValue().elements())));
    }

    @TestFactory
    Stream<DynamicTest> aTarThatIsCutBeforeItsEndBlocksEndsEarly() {
        return TestData.json(FOLDER.resolve("tars.json")).names().stream()
                .map(
                        name ->
                                DynamicTest.dynamicTest(
                                        name, () -> assertEveryCutIsNoticed(read(name))));
    }

    private static byte[] read(String name) {
        return TestData.gunzip(FOLDER.resolve(name));
    }

    private static void assertMembers(byte[] tar, List<Json> expected) throws IOException {
        TarReader reader = new TarReader(new ByteArrayInputStream(tar));
        for (Json member : expected) {
            assertMember(reader, reader.next().orElseThrow(), member);
        }
        assertThat(reader.next()).isEmpty();
    }

    private static void assertMember(TarReader reader, TarMember member, Json expected)
            throws IOException {
        assertThat(member.name()).isEqualTo(expected.text("name"));
        assertThat(member.kind()).as(member.name()).isEqualTo(kind(expected.text("type")));
        assertThat(member.modified()).as(member.name()).isEqualTo(expected.number("mtime"));
        assertThat(member.mode())
                .as(member.name())
                .isEqualTo(Integer.parseInt(expected.text("mode"), 8));
        if (expected.has("target")) {
            assertThat(member.linkTarget()).isEqualTo(expected.text("target"));
        }
        if (expected.has("size")) {
            assertThat(member.size()).as(member.name()).isEqualTo(expected.number("size"));
            assertContent(reader, member, expected);
        }
    }

    private static TarMember.Kind kind(String type) {
        return switch (type) {
            case "file" -> TarMember.Kind.FILE;
            case "directory" -> TarMember.Kind.FOLDER;
            case "symlink" -> TarMember.Kind.SYMBOLIC_LINK;
            case "hardlink" -> TarMember.Kind.HARD_LINK;
            case "fifo", "char-device", "block-device" -> TarMember.Kind.OTHER;
            default -> throw new IllegalArgumentException(type);
        };
    }

    private static void assertContent(TarReader reader, TarMember member, Json expected)
            throws IOException {
        boolean wholeContent = expected.has("sha256");
        MessageDigest digest = TestData.sha256();
        long[] end = {0};
        reader.readData(
                (offset, bytes, length) -> {
                    if (wholeContent) {
                        digest.update(new byte[(int) (offset - end[0])]);
                    }
                    digest.update(bytes, 0, length);
                    end[0] = offset + length;
                });
        if (wholeContent) {
            digest.update(new byte[(int) (member.size() - end[0])]);
        } else {
            assertThat(extents(member)).isEqualTo(extents(expected));
        }
        assertThat(HexFormat.of().formatHex(digest.digest()))
                .as(member.name())
                .isEqualTo(expected.text(wholeContent ? "sha256" : "dataSha256"));
    }

    private static List<List<Long>> extents(TarMember member) throws IOException {
        List<List<Long>> extents = new ArrayList<>();
        member.extents().forEach((offset, length) -> extents.add(List.of(offset, length)));
        return extents;
    }

    private static List<List<Long>> extents(Json member) {
        return member.get("extents").elements().stream()
                .map(extent -> List.of(extent.number("offset"), extent.number("length")))
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> alteredBytesNeverEndInAnythingButAProblem() {
        return TestData.json(FOLDER.resolve("tars.json")).names().stream()
                .filter(name -> !name.contains("9-gib"))
                .map(name -> DynamicTest.dynamicTest(name, () -> alter(read(name))));
    }

    private static void alter(byte[] tar) {
        Fuzz.cases(
                500,
                random -> {
                    byte[] altered = tar.clone();
                    for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                        int at = random.nextInt(Math.min(altered.length, 8192));
                        altered[at] = (byte) random.nextInt();
                    }
                    readOrRefuse(altered);
                });
    }

    private static void readOrRefuse(byte[] tar) {
        try {
            readAll(tar, tar.length);
        } catch (ProblemException refused) {
            // Most bytes of a header are under its checksum.
        } catch (IOException untold) {
            throw new UncheckedIOException(untold);
        }
    }

    private static void assertEveryCutIsNoticed(byte[] tar) throws IOException {
        int end = tar.length;
        while (end > 0 && Tar.isZero(tar, end - Tar.BLOCK, Tar.BLOCK)) {
            end -= Tar.BLOCK;
        }
        // A file's last bytes may be a block of zeros, so what looks like the end may be before it.
        int afterEndBlocks = end + 2 * Tar.BLOCK;
        for (int cut = 0; cut < afterEndBlocks; cut += Tar.BLOCK) {
            assertCutIsNoticed(tar, cut);
            assertCutIsNoticed(tar, cut + 100);
        }
        assertThat(readAll(tar, afterEndBlocks)).isEqualTo(readAll(tar, tar.length));
    }

    private static void assertCutIsNoticed(byte[] tar, int length) {
        assertThat(Problems.codeOf(() -> readAll(tar, length)))
                .as("cut at %d", length)
                .isEqualTo(StreamProblem.EndsEarly.class);
    }

    private static int readAll(byte[] tar, int length) throws IOException {
        TarReader reader = new TarReader(new ByteArrayInputStream(tar, 0, length));
        int members = 0;
        for (Optional<TarMember> member = reader.next();
                member.isPresent();
                member = reader.next()) {
            members++;
        }
        return members;
    }
}
