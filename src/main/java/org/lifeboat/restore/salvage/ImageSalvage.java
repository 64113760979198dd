package org.lifeboat.restore.salvage;

import org.lifeboat.disk.DamageMap;
import org.lifeboat.format.ArchiveCoding;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gets back what authentic chunks behind a damage still hold of a disk image. Each segment is read
 * twice: to learn where it belongs, and to write it there.
 */
public final class ImageSalvage {

    /** Writes into the image, at positions of the image in bytes. */
    @FunctionalInterface
    public interface ImageWriter {
        void write(long position, byte[] bytes, int offset, int length) throws IOException;
    }

    private final ArchiveCoding coding;
    private final TarLayout layout;
    private final Placement placement;
    private final Resumption resumption;
    private final SegmentReader reader;
    private final SalvagedParts parts;
    private final DamageMap map;
    private final Cancellation cancellation;

    /** A piece that a segment holds, and where it belongs, once that is known. */
    private static final class Piece {
        private final PieceSurvey.Surveyed survey;
        private Optional<Placement.Place> place = Optional.empty();

        private Piece(PieceSurvey.Surveyed survey) {
            this.survey = survey;
        }
    }

    private record SurveyedSegment(Segment segment, long position, List<Piece> pieces) {}

    /**
     * @param map what the image holds already is marked in it; what is written is marked
     * @param isDamaged whether nothing vouches for the segments: then they replace nothing but what
     *     is lost, and are doubtful
     * @param cancellation looked at while the disk is asked for places; the reader looks at it, too
     */
    public ImageSalvage(
            ArchiveCoding coding,
            MemberPlace member,
            SegmentReader reader,
            ImageWriter writer,
            DamageMap map,
            boolean isDamaged,
            Cancellation cancellation)
            throws IOException {
        this.coding = coding;
        this.layout = new TarLayout(member.dataStart(), member.extents());
        this.placement = new Placement(layout, member.isAlone());
        this.resumption = Resumption.of(coding, cancellation::isRequested);
        this.reader = reader;
        this.parts = new SalvagedParts(writer, map, isDamaged);
        this.map = map;
        this.cancellation = cancellation;
    }

    /**
     * @param segments in their order
     * @param image the image that is written, to be read as far as it goes
     * @throws IOException if the image cannot be written; what cannot be read is lost
     */
    public void run(List<Segment> segments, Path image) throws IOException {
        List<SurveyedSegment> surveyed = new ArrayList<>();
        for (Segment segment : segments) {
            (segment.isStart() ? writeStart(segment) : survey(segment)).ifPresent(surveyed::add);
        }
        placeWhatIsProven(surveyed);
        try {
            placeByFolders(surveyed, image);
            // Each is decoded once more for this; what folders place needs no second search.
            if (isAnyWithoutPlace(surveyed) && placeBySeals(surveyed, image)) {
                placeByFolders(surveyed, image);
            }
        } catch (ProblemException noFileSystem) {
            // Then nothing says where they belong.
        }
    }

    private void placeByFolders(List<SurveyedSegment> surveyed, Path image) throws IOException {
        boolean isMoreKnown = true;
        while (isMoreKnown && isAnyWithoutPlace(surveyed)) {
            // What was written then may hold the inodes of folders in other pieces.
            try (KnownDisk disk = new KnownDisk(image, map)) {
                isMoreKnown =
                        place(
                                surveyed,
                                (segment, piece, from, to) ->
                                        placement.byFolders(piece.survey, disk, from, to));
            }
        }
    }

    /** Whether any piece found its place. */
    private boolean placeBySeals(List<SurveyedSegment> surveyed, Path image) throws IOException {
        try (KnownDisk disk = new KnownDisk(image, map)) {
            return place(
                    surveyed,
                    (segment, piece, from, to) -> {
                        SealedSightings sightings =
                                disk.sealedSightings(segment.pieces().indexOf(piece), cancellation);
                        decode(segment.segment(), sightings);
                        return placement.byVotes(piece.survey, sightings.votes(), from, to);
                    });
        }
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
    private Optional<SurveyedSegment> writeStart(Segment segment) throws IOException {
        Placement.Place start = new Placement.Place(0, true);
        PieceWriter pieces = new PieceWriter(0, start, true, layout, parts);
        try (InputStream tar = reader.open(segment).stream()) {
            new TarStart().decode(tar, pieces);
        } catch (ProblemException lost) {
            return Optional.empty();
        }
        Piece piece =
                new Piece(
                        new PieceSurvey.Surveyed(
                                pieces.position(), 0, PieceEnd.CUT, new FolderSightings()));
        piece.place = Optional.of(start);
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
                write(each, last);
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
                        write(each, piece);
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

    /** Decodes the segment again, and writes one of its pieces. */
    private void write(SurveyedSegment segment, Piece piece) throws IOException {
        PieceWriter pieces =
                new PieceWriter(
                        segment.pieces().indexOf(piece),
                        piece.place.orElseThrow(),
                        !piece.survey.end().isFault(),
                        layout,
                        parts);
        decode(segment.segment(), pieces);
    }

    private void decode(Segment segment, PieceSink pieces) throws IOException {
        try (InputStream stream = reader.open(segment).stream()) {
            resumption.decode(stream, segment.hasEnd(), pieces);
        } catch (ProblemException lost) {
            // What came until then is authentic all the same.
        }
    }
}
