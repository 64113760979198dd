package org.lifeboat.restore.inside;

import org.lifeboat.content.BulkInputStream;
import org.lifeboat.content.Compression;
import org.lifeboat.content.DecompressingInputStream;
import org.lifeboat.deflate.Checkpoint;
import org.lifeboat.deflate.DeflateException;
import org.lifeboat.deflate.Following;
import org.lifeboat.deflate.GzipInputStream;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.problem.StreamProblem;

import java.io.IOException;
import java.util.Optional;

/** A tar that went through gzip or pigz. */
final class GzipTar extends CheckpointedTar {

    GzipTar(DecryptedArchive archive, Checkpoints checkpoints) {
        super(archive, checkpoints);
    }

    @Override
    public Entered open(long entrance) throws IOException {
        Optional<Checkpoints.Known> known = checkpoints.before(entrance);
        Optional<Checkpoint> from =
                known.isPresent()
                        ? Optional.of(Checkpoint.of(known.get().bytes()))
                        : Optional.empty();
        GzipInputStream gzip =
                from.isPresent()
                        ? GzipInputStream.from(
                                from.get(), archive.from(from.get().bytePosition()).stream())
                        : new GzipInputStream(archive.from(0).stream());
        gzip.takeCheckpoints(
                checkpoints.spacing(),
                each -> checkpoints.add(each.outputPosition(), each::toBytes));
        return new Entered(new Told(gzip), from.map(Checkpoint::outputPosition).orElse(0L));
    }

    /** Its faults as the problems that people are told of. */
    private static final class Told extends BulkInputStream {
        private final GzipInputStream gzip;

        private Told(GzipInputStream gzip) {
            this.gzip = gzip;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                int count = gzip.read(into, offset, length);
                if (count < 0 && gzip.following() == Following.GARBAGE) {
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
