package org.lifeboat.restore;

import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.content.ArchiveExtractor;
import org.lifeboat.content.Bzip2BlockInputStream;
import org.lifeboat.content.SinkState;
import org.lifeboat.content.SparseMap;
import org.lifeboat.content.TarMember;
import org.lifeboat.content.TarVolumesInputStream;
import org.lifeboat.deflate.Checkpoint;
import org.lifeboat.format.Entrance;
import org.lifeboat.problem.Problem;
import org.lifeboat.restore.unfinished.RecordReader;
import org.lifeboat.restore.unfinished.RecordWriter;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * All that is needed to go on in the middle of an archive. Everything before its entrance is on the
 * disk.
 *
 * @param chunk position in the archive of the first chunk that is needed again
 * @param skip bytes that this chunk decodes to and that are not
 * @param results of the chunks before it
 * @param problems with members so far
 * @param lostMembers whether some member could not be restored
 */
record InsideCheckpoint(
        Entrance entrance,
        int chunk,
        long skip,
        List<ChunkResult> results,
        ArchiveExtractor.State extractor,
        SinkState sink,
        List<Problem> problems,
        boolean lostMembers) {

    /** Bytes of the present file's data that are on the disk. */
    long passed() {
        return entrance.tarPosition() - extractor.file().dataStart();
    }

    /** Bytes of the present file's data that are still to come. */
    long left() {
        return extractor.file().member().extents().dataBytes() - passed();
    }

    /**
     * The file that it is within: its map may be large, and does not change from one to the next.
     */
    static byte[] fileToBytes(ArchiveExtractor.Interrupted file) {
        TarMember member = file.member();
        return new RecordWriter()
                .text(member.name())
                .number(member.size())
                .bytes(member.extents().toBytes())
                .number(member.mode())
                .number(member.modified())
                .texts(file.place())
                .number(file.dataStart())
                .toBytes();
    }

    private static ArchiveExtractor.Interrupted file(RecordReader from) {
        TarMember member =
                new TarMember(
                        from.text(),
                        TarMember.Kind.FILE,
                        from.number(),
                        SparseMap.of(from.bytes()),
                        (int) from.number(),
                        from.number(),
                        "");
        return new ArchiveExtractor.Interrupted(member, from.texts(), from.number());
    }

    /** All but the file. */
    byte[] toBytes() {
        RecordWriter to = new RecordWriter();
        write(to, entrance);
        to.number(chunk).number(skip).each(results, RecordedArchive::writeChunk);
        to.each(
                extractor.places().entrySet(),
                (writer, place) -> writer.texts(place.getKey()).constant(place.getValue()));
        to.number(extractor.restoredBytes());
        write(to, sink);
        return to.each(problems, RecordWriter::problem).flag(lostMembers).toBytes();
    }

    /**
     * @param file from {@link #fileToBytes}
     * @param bytes from {@link #toBytes}
     * @throws IOException if the place in the compressed stream cannot be read
     */
    static InsideCheckpoint of(byte[] file, byte[] bytes, ChunkSequence archive)
            throws IOException {
        RecordReader from = new RecordReader(bytes);
        Entrance entrance = entrance(from);
        int chunk = (int) from.number();
        long skip = from.number();
        Iterator<org.lifeboat.archive.Chunk> chunks = archive.chunks().iterator();
        List<ChunkResult> results =
                from.each(reader -> RecordedArchive.readChunk(reader, chunks.next()));
        Map<List<String>, TarMember.Kind> places = new HashMap<>();
        from.each(
                reader ->
                        places.put(reader.texts(), reader.constant(TarMember.Kind.class)) == null);
        ArchiveExtractor.State extractor =
                new ArchiveExtractor.State(places, from.number(), file(new RecordReader(file)));
        return new InsideCheckpoint(
                entrance,
                chunk,
                skip,
                results,
                extractor,
                sink(from),
                from.each(RecordReader::problem),
                from.flag());
    }

    private static void write(RecordWriter to, Entrance entrance) {
        to.number(entrance.tarPosition())
                .each(
                        entrance.chunk().stream().asLongStream().boxed().toList(),
                        RecordWriter::number)
                .number(entrance.joined())
                .number(entrance.stream())
                .bytes(entrance.start())
                .text(entrance.derivation())
                .each(
                        entrance.gzip().stream().toList(),
                        (writer, gzip) -> writer.bytes(gzip.toBytes()))
                .each(
                        entrance.bzip2().stream().toList(),
                        (writer, block) ->
                                writer.number(block.bit())
                                        .number(block.output())
                                        .number(block.level())
                                        .number(block.crc()))
                .each(
                        entrance.volume().stream().toList(),
                        (writer, place) ->
                                writer.number(place.volume())
                                        .number(place.position())
                                        .text(place.name())
                                        .number(place.realSize())
                                        .number(place.dataLeft())
                                        .number(place.dataOfMember()));
    }

    private static Entrance entrance(RecordReader from) throws IOException {
        long tarPosition = from.number();
        OptionalInt chunk =
                from.each(RecordReader::number).stream().mapToInt(Long::intValue).findFirst();
        long joined = from.number();
        long stream = from.number();
        byte[] start = from.bytes();
        String derivation = from.text();
        List<byte[]> gzip = from.each(RecordReader::bytes);
        Optional<Bzip2BlockInputStream.Entrance> bzip2 =
                from
                        .each(
                                reader ->
                                        new Bzip2BlockInputStream.Entrance(
                                                reader.number(),
                                                reader.number(),
                                                (int) reader.number(),
                                                (int) reader.number(),
                                                true))
                        .stream()
                        .findFirst();
        Optional<TarVolumesInputStream.Place> volume =
                from
                        .each(
                                reader ->
                                        new TarVolumesInputStream.Place(
                                                (int) reader.number(),
                                                reader.number(),
                                                reader.text(),
                                                reader.number(),
                                                reader.number(),
                                                reader.number()))
                        .stream()
                        .findFirst();
        return new Entrance(
                tarPosition,
                chunk,
                joined,
                stream,
                start,
                derivation,
                gzip.isEmpty() ? Optional.empty() : Optional.of(Checkpoint.of(gzip.getFirst())),
                bzip2,
                volume);
    }

    private static void write(RecordWriter to, SinkState sink) {
        to.texts(sink.roots())
                .each(
                        sink.folders(),
                        (writer, folder) ->
                                writer.texts(folder.place())
                                        .text(folder.path())
                                        .flag(folder.isMember())
                                        .number(folder.mode())
                                        .number(folder.modified()))
                .each(
                        sink.files(),
                        (writer, file) ->
                                writer.texts(file.place())
                                        .text(file.path())
                                        .number(file.size())
                                        .number(file.mode())
                                        .number(file.modified()))
                .each(
                        sink.links(),
                        (writer, link) ->
                                writer.texts(link.place())
                                        .text(link.target())
                                        .number(link.mode())
                                        .number(link.modified()));
    }

    private static SinkState sink(RecordReader from) {
        return new SinkState(
                from.textsByText(),
                new ArrayList<>(
                        from.each(
                                reader ->
                                        new SinkState.Folder(
                                                reader.texts(),
                                                reader.text(),
                                                reader.flag(),
                                                (int) reader.number(),
                                                reader.number()))),
                from.each(
                        reader ->
                                new SinkState.File(
                                        reader.texts(),
                                        reader.text(),
                                        reader.number(),
                                        (int) reader.number(),
                                        reader.number())),
                from.each(
                        reader ->
                                new SinkState.Link(
                                        reader.texts(),
                                        reader.text(),
                                        (int) reader.number(),
                                        reader.number())));
    }
}
