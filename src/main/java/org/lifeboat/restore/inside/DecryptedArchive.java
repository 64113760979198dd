package org.lifeboat.restore.inside;

import org.lifeboat.content.BulkInputStream;
import org.lifeboat.format.ArchiveCoding;
import org.lifeboat.format.BackupFormat;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.restore.salvage.Segment;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/** An archive's decrypted stream, which may still be compressed, from any place on. */
final class DecryptedArchive {

    /**
     * Bytes of ciphertext before a place that every cipher is content with: two blocks, aligned.
     */
    private static final int BEFORE = 64;

    private final AuthenticChunks chunks;
    private final ArchiveCoding coding;

    DecryptedArchive(AuthenticChunks chunks, ArchiveCoding coding) {
        this.chunks = chunks;
        this.coding = coding;
    }

    /** The chunks of an archive joined, from some byte of some chunk on. */
    static Joined joined(AuthenticChunks chunks, int first, long skip) {
        return new Joined(chunks, first, skip, chunks.access().count());
    }

    /** Streams of chunks, one at a time. Closing closes the one that was opened last. */
    static final class Joined implements BackupFormat.ChunkStreams, AutoCloseable {
        private final AuthenticChunks chunks;
        private final int first;
        private final long skip;
        private final int end;
        private int next;
        private InputStream current = InputStream.nullInputStream();

        /**
         * @param end behind the last chunk
         */
        private Joined(AuthenticChunks chunks, int first, long skip, int end) {
            this.end = end;
            this.chunks = chunks;
            this.first = first;
            this.skip = skip;
            this.next = first;
        }

        @Override
        public Optional<InputStream> next() throws IOException {
            close();
            if (next == end) {
                return Optional.empty();
            }
            int chunk = next++;
            Optional<Problem> missing =
                    chunk == first ? Optional.empty() : chunks.access().missingBefore(chunk);
            if (missing.isPresent()) {
                throw new ProblemException(missing.get());
            }
            current = chunks.open(chunk, chunk == first ? skip : 0);
            return Optional.of(current);
        }

        @Override
        public void close() throws IOException {
            current.close();
        }
    }

    /** Whoever closes the decrypted stream has no use for the chunk below it either. */
    private static final class Closing extends BulkInputStream {
        private final InputStream decrypted;
        private final Joined chunks;

        private Closing(InputStream decrypted, Joined chunks) {
            this.decrypted = decrypted;
            this.chunks = chunks;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return decrypted.read(into, offset, length);
        }

        @Override
        public void close() throws IOException {
            try (chunks) {
                decrypted.close();
            }
        }
    }

    /**
     * A stream from its middle on.
     *
     * @param position of its first byte: the one that was asked for, or one behind it where what is
     *     between depends on a chunk that is not authentic
     */
    record Entered(InputStream stream, long position) {}

    /**
     * @throws ProblemException if there is nothing that can be decrypted
     */
    Entered from(long position) throws IOException {
        return from(position, chunks.access().count(), true);
    }

    /**
     * @param segment in which the position is; the stream ends with it
     */
    Entered from(long position, Segment segment) throws IOException {
        return from(position, segment.end(), segment.hasEnd());
    }

    private Entered from(long position, int end, boolean hasEnd) throws IOException {
        long wanted = position + coding.headerBytes();
        long start = coding.headerBytes() + Math.max(0, (position & -BEFORE) - BEFORE);
        int chunk = chunkAt(start);
        int own = chunkAt(wanted);
        if (chunk < own && !leadsTo(own)) {
            chunk = own;
            start = chunks.access().position(own);
        }
        // What lies between two chunks belongs to one that is missing.
        long skip =
                Math.min(
                        start - chunks.access().position(chunk),
                        chunks.access().decodedBytes(chunk));
        Joined joined = new Joined(chunks, chunk, skip, end);
        ArchiveCoding.Resumed resumed = coding.from(start, hasEnd, joined);
        resumed.stream().skipNBytes(Math.max(0, position - resumed.position()));
        return new Entered(
                new Closing(resumed.stream(), joined), Math.max(position, resumed.position()));
    }

    /**
     * Bytes of the whole stream, for which its last chunk is decrypted.
     *
     * @throws ProblemException if that is not authentic
     */
    long length() throws IOException {
        int last = chunks.access().count() - 1;
        long begin = chunks.access().position(last) - coding.headerBytes();
        // Far enough in it that the chunk before is not needed.
        long inside = Math.min(2L * BEFORE, chunks.access().decodedBytes(last));
        Entered end = from(Math.max(0, begin + inside));
        try (InputStream stream = end.stream()) {
            return end.position() + stream.transferTo(OutputStream.nullOutputStream());
        }
    }

    /**
     * Fails as what lies before a place does, in the chunk before.
     *
     * @throws ProblemException if that cannot be used
     */
    void checkBefore(long position) throws IOException {
        int own = chunkAt(position + coding.headerBytes());
        Optional<Problem> missing = chunks.access().missingBefore(own);
        if (missing.isPresent()) {
            throw new ProblemException(missing.get());
        }
        chunks.open(own - 1, 0).close();
    }

    /** What a chunk has a part in: where a cipher goes on from one to the next, a little more. */
    TarStreams.Run run(int chunk) {
        long from = chunks.access().position(chunk);
        long to = from + chunks.access().decodedBytes(chunk);
        boolean isChained = coding.headerBytes() > 0;
        long around = isChained ? BEFORE : 0;
        return new TarStreams.Run(
                Math.max(0, from - coding.headerBytes() - around),
                to - coding.headerBytes() + around);
    }

    ArchiveCoding coding() {
        return coding;
    }

    /** Bytes of all chunks, decoded. */
    long size() {
        int last = chunks.access().count() - 1;
        return chunks.access().position(last) + chunks.access().decodedBytes(last);
    }

    /** The first byte of a segment, as {@link #from} gives it. */
    Entered open(Segment segment) throws IOException {
        return from(Math.max(0, segment.position() - coding.headerBytes()), segment);
    }

    /**
     * The runs of authentic chunks that are not its beginning, for which all are authenticated.
     *
     * @param isWanted which chunks may be in them
     */
    List<Segment> segments(IntPredicate isWanted) {
        List<Segment> segments = new ArrayList<>();
        int count = chunks.access().count();
        for (int first = 0; first < count; ) {
            int end = first;
            while (end < count && isWanted.test(end) && goesOn(first, end)) {
                end++;
            }
            if (end > first && first > 0) {
                long position = chunks.access().position(first);
                segments.add(Segment.ofChunks(first, end, position, end == count));
            }
            first = Math.max(end, first + 1);
        }
        return segments;
    }

    private boolean goesOn(int first, int chunk) {
        boolean isNext = chunk == first || chunks.access().missingBefore(chunk).isEmpty();
        return isNext && chunks.isAuthentic(chunk);
    }

    /** Whether the end of the chunk before this one can be used. */
    private boolean leadsTo(int chunk) {
        return chunks.access().missingBefore(chunk).isEmpty() && chunks.isAuthentic(chunk - 1);
    }

    /** Where the first chunk begins that begins behind this place; nothing if none does. */
    Optional<Long> nextChunk(long position) {
        int next = chunkAt(position + coding.headerBytes()) + 1;
        return next < chunks.access().count()
                ? Optional.of(chunks.access().position(next) - coding.headerBytes())
                : Optional.empty();
    }

    /** The last chunk that begins at or before that byte of the joined chunks. */
    private int chunkAt(long joined) {
        int low = 0;
        int high = chunks.access().count() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (chunks.access().position(middle) <= joined) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
