package org.lifeboat.restore.inside;

import org.lifeboat.content.BulkInputStream;
import org.lifeboat.content.Compression;
import org.lifeboat.content.DecompressingInputStream;
import org.lifeboat.deflate.Checkpoint;
import org.lifeboat.deflate.DeflateException;
import org.lifeboat.deflate.Following;
import org.lifeboat.deflate.GzipInputStream;
import org.lifeboat.deflate.SegmentInputStream;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.problem.StreamProblem;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Supplier;

/** A tar that went through gzip or pigz. */
final class GzipTar extends CheckpointedTar {

    GzipTar(DecryptedArchive archive, Checkpoints checkpoints) {
        super(archive, checkpoints);
    }

    @Override
    Entered open() throws IOException {
        return entered(new GzipInputStream(compressed(0, Optional.empty())), 0);
    }

    @Override
    Entered open(Checkpoints.Known checkpoint, Optional<Piece> piece) throws IOException {
        Checkpoint from = Checkpoint.of(checkpoint.bytes());
        return entered(
                GzipInputStream.from(from, compressed(from.bytePosition(), piece)),
                from.outputPosition());
    }

    private Entered entered(GzipInputStream gzip, long position) {
        gzip.takeCheckpoints(checkpoints.spacing(), this::found);
        return new Entered(new Checked(gzip, gzip::following), position);
    }

    @Override
    Entered open(Piece piece) throws IOException {
        InputStream compressed = compressed(piece.bytePosition(), Optional.of(piece));
        SegmentInputStream segment = new SegmentInputStream(compressed, piece.bit());
        segment.takeCheckpoints(
                checkpoints.spacing(), each -> found(each.behind(piece.position())));
        return new Entered(
                new Checked(segment, segment::following),
                piece.position(),
                new Known() {
                    @Override
                    public boolean isKnown() {
                        return segment.isKnown();
                    }

                    @Override
                    public boolean isAllKnown() {
                        return segment.isAllKnown();
                    }
                });
    }

    private void found(Checkpoint checkpoint) {
        checkpoints.add(checkpoint.outputPosition(), checkpoint::toBytes);
    }

    /** Its faults as the problems that people are told of. */
    private static final class Checked extends BulkInputStream {
        private final InputStream gzip;
        private final Supplier<Following> following;

        private Checked(InputStream gzip, Supplier<Following> following) {
            this.gzip = gzip;
            this.following = following;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                int count = gzip.read(into, offset, length);
                if (count < 0 && following.get() == Following.GARBAGE) {
                    throw new ProblemException(new StreamProblem.GoesOn());
                }
                return count;
            } catch (DeflateException fault) {
                throw DecompressingInputStream.problem(fault, Compression.GZIP);
            }
        }

        @Override
        public void close() throws IOException {
            gzip.close();
        }
    }
}
