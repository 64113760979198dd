package org.lifeboat.restore.salvage;

import org.lifeboat.disk.ext4.BlockSource;
import org.lifeboat.format.ArchiveCoding;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds where in the tar belongs what authentic chunks behind a damage still hold of a disk image.
 * What was placed is known of the disk, and may help to place more.
 */
public final class PiecePlaces {

    /**
     * A piece whose place is known.
     *
     * @param number which of its segment's pieces it is, from 0
     * @param bit of the decrypted stream at which decoding it begins
     * @param position in the tar, in bytes
     * @param length in bytes
     * @param isProven whether it belongs there without a doubt, all of it
     */
    public record Placed(
            Segment segment, int number, long bit, long position, long length, boolean isProven) {}

    /** Makes pieces part of the disk that is known. */
    @FunctionalInterface
    public interface Taker {

        void take(Placed piece) throws IOException;

        /**
         * Takes a segment that begins with the archive, for which there is no search.
         *
         * @return how many bytes of the tar it has; nothing if it is not wanted or cannot be read
         */
        default OptionalLong takeStart(Segment segment) throws IOException {
            return OptionalLong.empty();
        }
    }

    /**
     * Bytes that are known as a whole or not at all: the usual length of the smallest thing in a
     * file system, an inode.
     */
    public static final int CELL = 256;

    private final ArchiveCoding coding;
    private final Placement placement;
    private final Resumption resumption;
    private final SegmentReader reader;
    private final BlockSource disk;
    private final Taker taker;
    private final Cancellation cancellation;

    private static final class Piece {
        private final PieceSurvey.Surveyed survey;
        private Optional<Placement.Place> place = Optional.empty();

        private Piece(PieceSurvey.Surveyed survey) {
            this.survey = survey;
        }
    }

    private record SurveyedSegment(Segment segment, long position, List<Piece> pieces) {}

    /**
     * @param disk as far as it is known at any time; what is not is lost
     * @param cancellation looked at while the disk is asked for places; the reader looks at it, too
     */
    public PiecePlaces(
            ArchiveCoding coding,
            MemberPlace member,
            SegmentReader reader,
            BlockSource disk,
            Taker taker,
            Cancellation cancellation)
            throws IOException {
        this.coding = coding;
        this.placement = new Placement(member.layout(), member.isAlone());
        this.resumption = Resumption.of(coding, cancellation::isRequested);
        this.reader = reader;
        this.disk = disk;
        this.taker = taker;
        this.cancellation = cancellation;
    }

    /**
     * @param segments in their order
     * @throws IOException what the taker throws; what cannot be read is lost
     */
    public void run(List<Segment> segments) throws IOException {
        List<SurveyedSegment> surveyed = new ArrayList<>();
        for (Segment segment : segments) {
            (segment.isStart() ? takeStart(segment) : survey(segment)).ifPresent(surveyed::add);
        }
        placeWhatIsProven(surveyed);
        try {
            placeByFolders(surveyed);
            // Each is decoded once more for this; what folders place needs no second search.
            if (isAnyWithoutPlace(surveyed) && placeBySeals(surveyed)) {
                placeByFolders(surveyed);
            }
        } catch (ProblemException noFileSystem) {
            // Then nothing says where they belong.
        }
    }

    private void placeByFolders(List<SurveyedSegment> surveyed) throws IOException {
        boolean isMoreKnown = true;
        while (isMoreKnown && isAnyWithoutPlace(surveyed)) {
            // What was taken then may hold the inodes of folders in other pieces.
            KnownDisk known = new KnownDisk(disk);
            isMoreKnown =
                    place(
                            surveyed,
                            (segment, piece, from, to) ->
                                    placement.byFolders(piece.survey, known, from, to));
        }
    }

    /** Whether any piece found its place. */
    private boolean placeBySeals(List<SurveyedSegment> surveyed) throws IOException {
        KnownDisk known = new KnownDisk(disk);
        return place(
                surveyed,
                (segment, piece, from, to) -> {
                    SealedSightings sightings =
                            known.sealedSightings(segment.pieces().indexOf(piece), cancellation);
                    decode(segment.segment(), sightings);
                    return placement.byVotes(piece.survey, sightings.votes(), from, to);
                });
    }

    /** A way to find a piece's place, between two places in the tar. */
    @FunctionalInterface
    private interface Finder {
        Optional<Placement.Place> find(SurveyedSegment segment, Piece piece, long from, long to)
                throws IOException;
    }

    private static boolean isAnyWithoutPlace(List<SurveyedSegment> all) {
        return all.stream()
                .flatMap(each -> each.pieces().stream())
                .anyMatch(piece -> piece.place.isEmpty());
    }

    /** It needs no search for its place. */
    private Optional<SurveyedSegment> takeStart(Segment segment) throws IOException {
        OptionalLong length = taker.takeStart(segment);
        if (length.isEmpty()) {
            return Optional.empty();
        }
        Piece piece =
                new Piece(
                        new PieceSurvey.Surveyed(
                                0, length.getAsLong(), 0, PieceEnd.CUT, new FolderSightings()));
        piece.place = Optional.of(new Placement.Place(0, true));
        return Optional.of(new SurveyedSegment(segment, 0, List.of(piece)));
    }

    private Optional<SurveyedSegment> survey(Segment segment) throws IOException {
        PieceSurvey survey = new PieceSurvey();
        try {
            ArchiveCoding.Resumed resumed = reader.open(segment);
            try (InputStream stream = resumed.stream()) {
                resumption.decode(stream, segment.hasEnd(), survey);
            }
            return Optional.of(
                    new SurveyedSegment(
                            segment,
                            resumed.position(),
                            survey.pieces().stream().map(Piece::new).toList()));
        } catch (ProblemException lost) {
            return Optional.empty();
        }
    }

    private void placeWhatIsProven(List<SurveyedSegment> all) throws IOException {
        for (SurveyedSegment each : all) {
            if (each.pieces().isEmpty()) {
                continue;
            }
            Piece last = each.pieces().getLast();
            if (last.place.isPresent()) {
                continue;
            }
            if (coding.compression().isEmpty()) {
                last.place = Optional.of(new Placement.Place(each.position(), true));
            } else if (last.survey.end().isStream()) {
                last.place = placement.atEnd(last.survey);
            }
            if (last.place.isPresent()) {
                take(each, last);
            }
        }
    }

    /** Whether any piece found its place. */
    private boolean place(List<SurveyedSegment> all, Finder finder) throws IOException {
        List<Piece> inOrder = all.stream().flatMap(each -> each.pieces().stream()).toList();
        boolean isAnyPlaced = false;
        for (SurveyedSegment each : all) {
            for (Piece piece : each.pieces()) {
                if (piece.place.isEmpty()) {
                    int index = inOrder.indexOf(piece);
                    piece.place =
                            finder.find(
                                    each,
                                    piece,
                                    endBefore(inOrder, index),
                                    startBehind(inOrder, index));
                    if (piece.place.isPresent()) {
                        take(each, piece);
                        isAnyPlaced = true;
                    }
                }
            }
        }
        return isAnyPlaced;
    }

    private static long endBefore(List<Piece> pieces, int index) {
        for (int i = index - 1; i >= 0; i--) {
            if (pieces.get(i).place.isPresent()) {
                return pieces.get(i).place.get().position() + pieces.get(i).survey.length();
            }
        }
        return 0;
    }

    private long startBehind(List<Piece> pieces, int index) {
        for (int i = index + 1; i < pieces.size(); i++) {
            if (pieces.get(i).place.isPresent()) {
                return pieces.get(i).place.get().position();
            }
        }
        return placement.tarEnd();
    }

    private void take(SurveyedSegment segment, Piece piece) throws IOException {
        Placement.Place place = piece.place.orElseThrow();
        taker.take(
                new Placed(
                        segment.segment(),
                        segment.pieces().indexOf(piece),
                        segment.position() * Byte.SIZE + piece.survey.bit(),
                        place.position(),
                        piece.survey.length(),
                        place.isProven() && !piece.survey.end().isFault()));
    }

    private void decode(Segment segment, PieceSink pieces) throws IOException {
        try (InputStream stream = reader.open(segment).stream()) {
            resumption.decode(stream, segment.hasEnd(), pieces);
        } catch (ProblemException lost) {
            // What came until then is authentic all the same.
        }
    }
}
