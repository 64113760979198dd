package org.lifeboat.restore.salvage;

import org.lifeboat.format.ArchiveCoding;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * Finds the members of a folder's archive again behind a damage, by their headers. Each segment is
 * read once to find them, and once more for each of its pieces that has some.
 */
public final class MemberSalvage {

    /** Takes the members out of a tar that begins with one. */
    @FunctionalInterface
    public interface Members {
        /**
         * @param tar ends where the damage lets it, in the midst of a member or not
         * @throws ProblemException where it ends early; what came before was taken
         */
        void take(InputStream tar, Known known) throws IOException;
    }

    /** Whether bytes that were read of a tar are the archive's own. */
    @FunctionalInterface
    public interface Known {
        /**
         * @param from in the tar, in bytes
         * @param to behind the last of them
         */
        boolean isKnown(long from, long to);
    }

    private final Resumption resumption;
    private final SegmentReader reader;
    private final Predicate<String> isOwn;
    private final MemberReach reach;

    /**
     * @param isOwn whether a member of this name may be in the archive
     * @param reach of the file that the damage interrupted; changes from segment to segment
     * @param cancellation looked at while a compressor's next block is searched; the reader looks
     *     at it, too
     */
    public MemberSalvage(
            ArchiveCoding coding,
            SegmentReader reader,
            Predicate<String> isOwn,
            MemberReach reach,
            Cancellation cancellation) {
        this.reach = reach;
        this.resumption = Resumption.of(coding, cancellation::isRequested);
        this.reader = reader;
        this.isOwn = isOwn;
    }

    /**
     * @param segment behind all that were given before
     * @throws IOException what the members' taker throws; what cannot be read is lost
     */
    public void run(Segment segment, Members members) throws IOException {
        MemberSurvey survey = new MemberSurvey(isOwn, reach);
        try {
            ArchiveCoding.Resumed resumed = reader.open(segment);
            survey.at(resumed.position());
            try (InputStream stream = resumed.stream()) {
                resumption.decode(stream, segment.hasEnd(), survey);
            }
        } catch (ProblemException lost) {
            return;
        }
        List<OptionalLong> found = survey.firstMembers();
        for (int piece = 0; piece < found.size(); piece++) {
            if (found.get(piece).isPresent()) {
                take(segment, new PiecePipe(piece, found.get(piece).getAsLong()), members);
            }
        }
    }

    private void decode(Segment segment, PieceSink sink) throws IOException {
        try (InputStream stream = reader.open(segment).stream()) {
            resumption.decode(stream, segment.hasEnd(), sink);
        }
    }

    private void take(Segment segment, PiecePipe pipe, Members members) throws IOException {
        Thread decoder =
                Thread.ofPlatform()
                        .daemon()
                        .name("salvage")
                        .start(
                                () -> {
                                    try {
                                        decode(segment, pipe);
                                    } catch (IOException | RuntimeException ended) {
                                        // Who reads it sees that it ends early.
                                    } finally {
                                        pipe.finish();
                                    }
                                });
        try (InputStream tar = pipe.stream()) {
            members.take(tar, pipe::isKnown);
        } catch (ProblemException endsEarly) {
            // As expected: what came before was taken.
        } finally {
            await(decoder);
        }
    }

    /** It ends soon, since nobody reads what it writes any more. */
    private static void await(Thread decoder) {
        boolean interrupted = false;
        while (decoder.isAlive()) {
            try {
                decoder.join();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
