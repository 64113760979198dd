package org.lifeboat.restore.salvage;

import org.lifeboat.disk.DamageMap;
import org.lifeboat.disk.ext4.BlockSource;
import org.lifeboat.format.ArchiveCoding;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalLong;

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

    /**
     * The image that is written.
     *
     * @param known the same, to be read as far as it goes
     * @param map what it holds already is marked in it; what is written is marked
     */
    public record Image(BlockSource known, ImageWriter writer, DamageMap map) {}

    private final TarLayout layout;
    private final Resumption resumption;
    private final SegmentReader reader;
    private final SalvagedParts parts;
    private final PiecePlaces places;

    /**
     * @param isDamaged whether nothing vouches for the segments: then they replace nothing but what
     *     is lost, and are doubtful
     * @param cancellation looked at while the disk is asked for places; the reader looks at it, too
     */
    public ImageSalvage(
            ArchiveCoding coding,
            MemberPlace member,
            SegmentReader reader,
            Image image,
            boolean isDamaged,
            Cancellation cancellation)
            throws IOException {
        this.layout = member.layout();
        this.resumption = Resumption.of(coding, cancellation::isRequested);
        this.reader = reader;
        this.parts = new SalvagedParts(image.writer(), image.map(), isDamaged);
        this.places =
                new PiecePlaces(
                        coding, member, reader, image.known(), new ToTheImage(), cancellation);
    }

    /**
     * @param segments in their order
     * @throws IOException if the image cannot be written; what cannot be read is lost
     */
    public void run(List<Segment> segments) throws IOException {
        places.run(segments);
    }

    private final class ToTheImage implements PiecePlaces.Taker {

        @Override
        public OptionalLong takeStart(Segment segment) throws IOException {
            PieceWriter pieces = new PieceWriter(0, 0, true, layout, parts);
            try (InputStream tar = reader.open(segment).stream()) {
                new TarStart().decode(tar, pieces);
            } catch (ProblemException lost) {
                return OptionalLong.empty();
            }
            return OptionalLong.of(pieces.position());
        }

        /** Decodes its segment again. */
        @Override
        public void take(PiecePlaces.Placed piece) throws IOException {
            PieceWriter pieces =
                    new PieceWriter(
                            piece.number(), piece.position(), piece.isProven(), layout, parts);
            try (InputStream stream = reader.open(piece.segment()).stream()) {
                resumption.decode(stream, piece.segment().hasEnd(), pieces);
            } catch (ProblemException lost) {
                // What came until then is authentic all the same.
            }
        }
    }
}
