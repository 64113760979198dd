package org.lifeboat.content;

import org.lifeboat.problem.ProblemException;
import org.lifeboat.problem.StreamProblem;
import org.lifeboat.tar.PaxRecords;
import org.lifeboat.tar.Tar;
import org.lifeboat.tar.TarException;
import org.lifeboat.tar.TarHeader;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads the tar inside an archive as a stream, strictly: after the last member two zero blocks must
 * come, then nothing but zeros, and the stream below must end as it must. Holes of sparse members
 * cost nothing.
 */
public final class TarReader {

    /** Bytes of data that are read at once; small members need less. */
    private static final int BUFFER = 128 * 1024;

    private static final int SMALL_BUFFER = 8 * 1024;

    private final TarInput in;
    private byte[] buffer = new byte[SMALL_BUFFER];
    private Optional<TarMember> current = Optional.empty();
    private boolean currentIsUnread;

    /** Bytes of the current member's data that were read before. */
    private long passed;

    public TarReader(InputStream stream) {
        this(new TarInput(stream));
    }

    /**
     * Goes on within a member's data.
     *
     * @param stream from {@code position} on
     * @param dataStart where the member's data begins in the tar
     */
    static TarReader within(TarMember member, long dataStart, InputStream stream, long position) {
        TarReader reader = new TarReader(new TarInput(stream, position));
        reader.current = Optional.of(member);
        reader.currentIsUnread = true;
        reader.passed = position - dataStart;
        return reader;
    }

    private TarReader(TarInput in) {
        this.in = in;
    }

    /** Receives a member's data; offsets rise. */
    @FunctionalInterface
    public interface DataSink {
        void write(long offset, byte[] bytes, int length) throws IOException;
    }

    /**
     * @return the next member, or nothing after the end was checked
     * @throws ProblemException if the tar is damaged or its stream ends early
     */
    public Optional<TarMember> next() throws IOException {
        if (currentIsUnread) {
            readData((offset, bytes, length) -> {});
        }
        try {
            current = new MemberParser(in).next();
        } catch (TarException impossible) {
            throw new ProblemException(new StreamProblem.TarDamaged());
        }
        currentIsUnread = current.isPresent();
        if (current.isEmpty()) {
            checkEnd();
        }
        return current;
    }

    /**
     * Where the data of the member that {@link #next} returned begins, or where reading is in it.
     */
    public long position() {
        return in.position();
    }

    /** Gives the data of the member that {@link #next} returned; at most once. */
    public void readData(DataSink sink) throws IOException {
        currentIsUnread = false;
        SparseMap extents = current.orElseThrow().extents();
        if (extents.dataBytes() > buffer.length) {
            buffer = new byte[BUFFER];
        }
        extents.forEach(
                (offset, length) -> {
                    long before = Math.min(passed, length);
                    passed -= before;
                    long at = offset + before;
                    long end = offset + length;
                    while (at < end) {
                        int count = in.readSome(buffer, (int) Math.min(buffer.length, end - at));
                        sink.write(at, buffer, count);
                        at += count;
                    }
                });
        in.skip(Tar.padding(extents.dataBytes()));
    }

    /** The first of the two zero blocks was read by the parser. */
    private void checkEnd() throws IOException {
        byte[] block = in.block();
        if (!Tar.isZero(block, 0, Tar.BLOCK)) {
            throw new ProblemException(new StreamProblem.TarDamaged());
        }
        while (true) {
            int count = in.readOrEnd(buffer);
            if (count < 0) {
                return;
            }
            if (!Tar.isZero(buffer, 0, count)) {
                throw new ProblemException(new StreamProblem.GoesOn());
            }
        }
    }

    /** Reads one member's headers: extensions, then the member's own, then its sparse map. */
    private static final class MemberParser {
        private final TarInput in;
        private String longName;
        private String longLink;
        private PaxRecords pax = PaxRecords.NONE;

        private MemberParser(TarInput in) {
            this.in = in;
        }

        private Optional<TarMember> next() throws IOException {
            while (true) {
                byte[] block = in.block();
                if (Tar.isZero(block, 0, Tar.BLOCK)) {
                    return Optional.empty();
                }
                if (!TarHeader.isHeader(block, 0)) {
                    throw new ProblemException(new StreamProblem.TarDamaged());
                }
                TarHeader header = TarHeader.parse(block, 0);
                switch (header.type()) {
                    case Tar.GNU_LONG_NAME -> longName = in.text(header.size());
                    case Tar.GNU_LONG_LINK -> longLink = in.text(header.size());
                    case Tar.PAX -> {
                        byte[] records = in.extension(header.size());
                        pax = PaxRecords.parse(records, records.length);
                    }
                    case Tar.PAX_GLOBAL -> in.extension(header.size());
                    default -> {
                        return Optional.of(member(header, block.clone()));
                    }
                }
            }
        }

        private TarMember member(TarHeader header, byte[] block) throws IOException {
            String name =
                    pax.get("GNU.sparse.name")
                            .or(() -> pax.get("path"))
                            .orElse(longName != null ? longName : header.name());
            String link =
                    pax.get("linkpath").orElse(longLink != null ? longLink : header.linkName());
            long stored = pax.number("size").orElse(header.size());
            TarMember.Kind kind = kind(header);
            if (kind != TarMember.Kind.FILE) {
                long data = kind == TarMember.Kind.OTHER && header.type() >= 'A' ? stored : 0;
                return new TarMember(
                        name,
                        kind,
                        0,
                        SparseMap.whole(data),
                        header.mode(),
                        header.modified(),
                        link);
            }
            SparseFile file = SparseFile.read(in, header, block, pax, stored);
            return new TarMember(
                    name, kind, file.size(), file.extents(), header.mode(), header.modified(), "");
        }

        private static TarMember.Kind kind(TarHeader header) {
            // Before POSIX, a name that ends in a slash was how a folder was marked.
            if (header.type() == Tar.REGULAR_OLD && header.name().endsWith("/")) {
                return TarMember.Kind.FOLDER;
            }
            return switch (header.type()) {
                case Tar.REGULAR, Tar.REGULAR_OLD, Tar.CONTIGUOUS, Tar.GNU_SPARSE ->
                        TarMember.Kind.FILE;
                case Tar.FOLDER -> TarMember.Kind.FOLDER;
                case Tar.SYMBOLIC_LINK -> TarMember.Kind.SYMBOLIC_LINK;
                case Tar.HARD_LINK -> TarMember.Kind.HARD_LINK;
                default -> TarMember.Kind.OTHER;
            };
        }
    }
}
