package org.lifeboat.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboat.problem.ChunkProblem;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

class ChunkSequenceTest {

    private static List<OuterEntry> entries(String... names) {
        return IntStream.range(0, names.length)
                .mapToObj(i -> new OuterEntry(names[i], 1000L * i, 10, false))
                .toList();
    }

    private static BackupIndex index(String... names) {
        return new BackupIndex(entries(names), List.of(), List.of(), Optional.empty());
    }

    private static List<ChunkSequence> group(String... names) {
        return Archives.of(index(names), "", ".hmac").sequences();
    }

    private static ChunkSequence only(String... names) {
        List<ChunkSequence> sequences = group(names);
        assertThat(sequences).hasSize(1);
        return sequences.getFirst();
    }

    @Test
    void chunksAreJoinedWithTheirProofs() {
        ChunkSequence archive =
                only(
                        "vm1/private.img.000",
                        "vm1/private.img.000.hmac",
                        "vm1/private.img.001",
                        "vm1/private.img.001.hmac");
        assertThat(archive.path()).isEqualTo(new ArchivePath("vm1", "private.img"));
        assertThat(archive.chunks())
                .extracting(chunk -> chunk.proof().orElseThrow().offset())
                .containsExactly(1000L, 3000L);
        assertThat(archive.storedBytes()).isEqualTo(20);
    }

    @Test
    void chunksOfSeveralArchivesAreToldApart() {
        assertThat(group("vm1/private.img.000", "vm10/private.img.000", "vm1/root.img.000"))
                .extracting(archive -> archive.path().toString())
                .containsExactly("vm1/private.img", "vm10/private.img", "vm1/root.img");
    }

    @Test
    void chunksGoByTheirNumbersNotByTheirPlaces() {
        assertThat(only("vm1/a.002", "vm1/a.000", "vm1/a.001").chunks())
                .extracting(Chunk::number)
                .containsExactly(0, 1, 2);
    }

    @Test
    void afterNumber999Comes1000() {
        String[] names =
                IntStream.range(0, 1200)
                        .mapToObj("vm5/private.img.%03d"::formatted)
                        .toArray(String[]::new);
        ChunkSequence archive = only(names);
        assertThat(archive.chunks()).hasSize(1200);
        assertThat(archive.chunks().getLast().entry().name()).isEqualTo("vm5/private.img.1199");
        assertThat(archive.chunkName(7)).isEqualTo("vm5/private.img.007");
        assertThat(archive.chunkName(1000)).isEqualTo("vm5/private.img.1000");
    }

    @Test
    void aWholeFolderIsNamedByADot() {
        ChunkSequence archive = only("vm9/..000", "vm9/..001");
        assertThat(archive.path()).isEqualTo(new ArchivePath("vm9", "."));
        assertThat(archive.path().isWholeFolder()).isTrue();
        assertThat(archive.chunkName(2)).isEqualTo("vm9/..002");
    }

    @Test
    void aProofWithoutItsChunkIsATrace() {
        Archives archives =
                Archives.of(
                        index("vm1/a.000", "vm1/a.000.hmac", "vm1/a.001.hmac", "vm2/b.000.hmac"),
                        "",
                        ".hmac");
        assertThat(archives.traces())
                .extracting(Trace::entry, Trace::problem)
                .containsExactly(
                        tuple("vm1/a.001", new ChunkProblem.Missing("vm1/a.001")),
                        tuple("vm2/b.000", new ChunkProblem.Missing("vm2/b.000")));
    }

    @Test
    void aNumberThatOccursTwiceIsTold() {
        ChunkSequence archive = only("vm1/a.000", "vm1/a.001", "vm1/a.000");
        assertThat(archive.chunks()).hasSize(2);
        assertThat(archive.twice()).containsExactly(0);
    }

    @Test
    void aChunkWithoutAProofHasNone() {
        assertThat(only("vm1/a.000", "vm1/b.000.hmac").chunks().getFirst().proof()).isEmpty();
    }

    @Test
    void aFormatMayAddToTheNumber() {
        List<ChunkSequence> sequences =
                Archives.of(index("vm1/a.000.enc", "vm1/a.001"), ".enc", "").sequences();
        assertThat(sequences)
                .singleElement()
                .satisfies(archive -> assertThat(archive.chunks()).hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "backup-header",
                "backup-header.hmac",
                "vm1/private.img",
                "vm1/a.00",
                "vm1/a.0000",
                "vm1/a.0001",
                "vm1/a.-01",
                "vm1/a.99999999",
                "vm1/a.99999999999999999999",
                "vm1/a.0x0",
                "vm1/a.٠٠٠",
                "000",
                ".000",
                ""
            })
    void whatHasNoCanonicalNumberIsNoChunk(String name) {
        assertThat(group(name)).isEmpty();
    }
}
