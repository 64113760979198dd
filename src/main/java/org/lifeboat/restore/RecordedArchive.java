package org.lifeboat.restore;

import org.lifeboat.archive.Chunk;
import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.content.FolderSink;
import org.lifeboat.problem.Problem;
import org.lifeboat.restore.unfinished.RecordReader;
import org.lifeboat.restore.unfinished.RecordWriter;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The result of an archive that is in place, as an entry of a record. */
final class RecordedArchive {

    private RecordedArchive() {}

    /**
     * @param result of an archive all of whose chunks were authentic
     */
    static void write(RecordWriter to, ArchiveResult result) {
        to.constant(result.verdict()).number(result.restoredBytes());
        to.each(result.chunks(), RecordedArchive::writeChunk);
        to.each(
                result.outputs(),
                (writer, output) -> writer.text(output.path()).number(output.size()));
        to.each(result.problems(), RecordWriter::problem);
    }

    static void writeChunk(RecordWriter to, ChunkResult chunk) {
        to.bytes(HexFormat.of().parseHex(chunk.storedHmac()));
        to.each(chunk.problem().stream().toList(), RecordWriter::problem);
    }

    static ArchiveResult read(RecordReader from, ChunkSequence archive) {
        Verdict verdict = from.constant(Verdict.class);
        long restoredBytes = from.number();
        List<ChunkResult> chunks = readChunks(from, archive);
        List<FolderSink.Output> outputs =
                from.each(reader -> new FolderSink.Output(reader.text(), reader.number()));
        List<Problem> problems = from.each(RecordReader::problem);
        return new ArchiveResult(
                        archive.path().name(),
                        verdict,
                        archive.storedBytes(),
                        restoredBytes,
                        chunks,
                        outputs,
                        problems)
                .earlier(chunks.size());
    }

    private static List<ChunkResult> readChunks(RecordReader from, ChunkSequence archive) {
        List<RecordReader.Item<ChunkResult>> readers = new ArrayList<>();
        archive.chunks().forEach(chunk -> readers.add(reader -> readChunk(reader, chunk)));
        int[] next = {0};
        return from.each(reader -> readers.get(next[0]++).read(reader));
    }

    static ChunkResult readChunk(RecordReader from, Chunk chunk) {
        String hmac = HexFormat.of().formatHex(from.bytes());
        Optional<Problem> problem = from.each(RecordReader::problem).stream().findFirst();
        return new ChunkResult(
                chunk.entry().name(),
                ChunkVerdict.VERIFIED,
                chunk.entry().size(),
                Hmacs.of(hmac, hmac),
                problem);
    }
}
