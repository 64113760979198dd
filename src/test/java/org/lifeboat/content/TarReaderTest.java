package org.lifeboat.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboat.problem.StreamProblem;
import org.lifeboat.testing.Problems;
import org.lifeboat.testing.TarBuilder;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Tars that no GNU tar writes. */
class TarReaderTest {

    private static List<TarMember> members(TarBuilder tar) throws IOException {
        TarReader reader = new TarReader(new ByteArrayInputStream(tar.toByteArray()));
        List<TarMember> members = new ArrayList<>();
        for (Optional<TarMember> member = reader.next();
                member.isPresent();
                member = reader.next()) {
            members.add(member.get());
        }
        return members;
    }

    private static Class<?> problem(TarBuilder tar) {
        return Problems.codeOf(() -> members(tar));
    }

    private static TarBuilder tar() {
        return new TarBuilder();
    }

    @Test
    void aTarWithoutEndBlocksEndsEarly() {
        assertThat(problem(tar().file("a", "content"))).isEqualTo(StreamProblem.EndsEarly.class);
        assertThat(problem(tar())).isEqualTo(StreamProblem.EndsEarly.class);
    }

    @Test
    void oneZeroBlockIsNoEnd() {
        TarBuilder tar = tar().file("a", "content").bytes(new byte[512]).file("b", "content");
        assertThat(problem(tar.end())).isEqualTo(StreamProblem.TarDamaged.class);
    }

    @Test
    void zerosMayFollowTheEndAndNothingElse() throws IOException {
        assertThat(members(tar().file("a", "").end().bytes(new byte[8192]))).hasSize(1);
        assertThat(problem(tar().file("a", "").end().bytes(new byte[8191]).bytes(new byte[] {1})))
                .isEqualTo(StreamProblem.GoesOn.class);
        assertThat(problem(tar().file("a", "").end().file("b", "").end()))
                .isEqualTo(StreamProblem.GoesOn.class);
    }

    @Test
    void aHeaderWithAWrongChecksumIsDamage() {
        byte[] bytes = tar().file("a", "content").end().toByteArray();
        bytes[0] = 'b';
        assertThat(problem(tar().bytes(bytes))).isEqualTo(StreamProblem.TarDamaged.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE})
    void aNegativeSizeIsDamage(long size) {
        assertThat(problem(tar().header('0', "a", size, "").end()))
                .isEqualTo(StreamProblem.TarDamaged.class);
    }

    @Test
    void aSizeBeyondTheTarEndsEarly() {
        assertThat(problem(tar().header('0', "a", Long.MAX_VALUE, "").end()))
                .isEqualTo(StreamProblem.EndsEarly.class);
        assertThat(problem(tar().header('0', "a", 1L << 40, "").end()))
                .isEqualTo(StreamProblem.EndsEarly.class);
    }

    @Test
    void aNameOfManyMegabytesIsDamage() {
        assertThat(problem(tar().header('L', "././@LongLink", 1L << 30, "").end()))
                .isEqualTo(StreamProblem.TarDamaged.class);
        assertThat(problem(tar().header('x', "pax", 1L << 30, "").end()))
                .isEqualTo(StreamProblem.TarDamaged.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "99 path=a\n",
                "0 path=a\n",
                "path=a\n",
                "9 path=ab",
                "8 path a\n",
                "x path=a\n"
            })
    void paxRecordsOfImpossibleLengthAreDamage(String records) throws IOException {
        TarBuilder tar =
                tar().header('x', "pax", records.length(), "")
                        .data(records.getBytes(StandardCharsets.US_ASCII))
                        .file("b", "")
                        .end();
        if (records.isEmpty()) {
            assertThat(members(tar)).hasSize(1);
        } else {
            assertThat(problem(tar)).isEqualTo(StreamProblem.TarDamaged.class);
        }
    }

    @Test
    void paxNamesAndSizesGoBeforeTheHeaders() throws IOException {
        TarBuilder tar =
                tar().pax("path", "vm1/ü", "size", "3")
                        .header('0', "x", 0, "")
                        .data(new byte[] {1, 2, 3})
                        .end();
        assertThat(members(tar))
                .singleElement()
                .satisfies(member -> assertThat(member.name()).isEqualTo("vm1/ü"))
                .satisfies(member -> assertThat(member.size()).isEqualTo(3));
    }

    @Test
    void aPaxHeaderConcernsTheNextMemberOnly() throws IOException {
        TarBuilder tar = tar().pax("path", "first").file("x", "").file("second", "").end();
        assertThat(members(tar)).extracting(TarMember::name).containsExactly("first", "second");
    }

    @Test
    void aSparseMemberMayHaveManyExtents() throws IOException {
        long[][] extents = new long[200][];
        for (int i = 0; i < extents.length; i++) {
            extents[i] = new long[] {i * (1L << 33), 512};
        }
        TarBuilder tar =
                tar().sparse("a", 200L << 33, extents, new byte[200 * 512]).file("b", "").end();
        assertThat(members(tar))
                .first()
                .satisfies(member -> assertThat(member.size()).isEqualTo(200L << 33))
                .satisfies(member -> assertThat(member.extents().dataBytes()).isEqualTo(102400));
    }

    @Test
    void aSparseMapThatIsNotItsDataIsDamage() {
        long[][] extents = {{0, 512}, {1024, 512}};
        assertThat(problem(tar().sparse("a", 4096, extents, new byte[512]).end()))
                .isEqualTo(StreamProblem.SparseMapDamaged.class);
        assertThat(problem(tar().sparse("a", 4096, extents, new byte[1536]).end()))
                .isEqualTo(StreamProblem.SparseMapDamaged.class);
    }

    @Test
    void aSparseMapBeyondItsFileIsDamage() {
        long[][] extents = {{4096, 512}};
        assertThat(problem(tar().sparse("a", 4096, extents, new byte[512]).end()))
                .isEqualTo(StreamProblem.SparseMapDamaged.class);
    }

    @Test
    void aSparseMapThatGoesBackIsDamage() {
        long[][] extents = {{1024, 512}, {1024, 512}};
        assertThat(problem(tar().sparse("a", 4096, extents, new byte[1024]).end()))
                .isEqualTo(StreamProblem.SparseMapDamaged.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1\n0\n1024\n",
                "2\n0\n256\n256\n256\nx",
                "1\n0\n",
                "9999999999999999999\n",
                "-1\n",
                "\n",
                "1\n0\n513\n",
                "1\n1000000\n512\n"
            })
    void aPaxSparseMapOfOtherNumbersIsDamage(String map) {
        byte[] stored = new byte[1024];
        byte[] text = map.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, stored, 0, text.length);
        TarBuilder tar =
                tar().pax(
                                "GNU.sparse.major",
                                "1",
                                "GNU.sparse.minor",
                                "0",
                                "GNU.sparse.name",
                                "a",
                                "GNU.sparse.realsize",
                                "4096")
                        .file("GNUSparseFile.1/a", stored)
                        .end();
        if (map.endsWith("x")) {
            // What follows the map in its block is padding.
            assertThat(problem(tar().bytes(tar.toByteArray()).file("b", "").end()))
                    .isEqualTo(StreamProblem.GoesOn.class);
        } else {
            assertThat(problem(tar)).isEqualTo(StreamProblem.SparseMapDamaged.class);
        }
    }

    /** What R4 writes of a large, fragmented disk. */
    @Test
    void aMapOfThreeMillionExtentsTakesAFewMegabytes() throws IOException {
        int count = 3_000_000;
        StringBuilder map = new StringBuilder().append(count).append('\n');
        for (long i = 0; i < count; i++) {
            map.append(i * 8192).append("\n1\n");
        }
        byte[] lines = map.toString().getBytes(StandardCharsets.US_ASCII);
        byte[] padded = Arrays.copyOf(lines, (lines.length + 511) / 512 * 512);
        byte[] stored = Arrays.copyOf(padded, padded.length + count);
        TarBuilder tar =
                tar().pax(
                                "GNU.sparse.major",
                                "1",
                                "GNU.sparse.minor",
                                "0",
                                "GNU.sparse.name",
                                "vm1/private.img",
                                "GNU.sparse.realsize",
                                String.valueOf(count * 8192L))
                        .file("vm1/GNUSparseFile.0/private.img", stored)
                        .end();
        TarReader reader = new TarReader(new ByteArrayInputStream(tar.toByteArray()));
        TarMember member = reader.next().orElseThrow();
        assertThat(member.size()).isEqualTo(count * 8192L);
        assertThat(member.extents().dataBytes()).isEqualTo(count);
        assertThat(member.extents().bytesInUse()).isLessThanOrEqualTo(16 << 20);
        long[] written = new long[1];
        reader.readData((offset, bytes, length) -> written[0] += length);
        assertThat(written[0]).isEqualTo(count);
        assertThat(reader.next()).isEmpty();
    }
}
