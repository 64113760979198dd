package org.lifeboat.format;

import org.lifeboat.content.Compression;
import org.lifeboat.content.DecompressingInputStream;
import org.lifeboat.header.BackupHeader;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.problem.StreamProblem;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Formats 3 and 4: the tar of an archive went through the compressor that the header names, as a
 * whole.
 */
final class CompressionLayer {

    private final BackupHeader header;
    private final Optional<Compression> named;

    CompressionLayer(BackupHeader header) {
        this.header = header;
        this.named = header.compressionFilter().flatMap(Compression::ofFilter);
    }

    /** Whether the header says that there is one, but no name of one that is known. */
    boolean isUnknown() {
        return header.compressed() && named.isEmpty();
    }

    /** The tar: decompressed, if the header says that it is compressed. */
    InputStream open(InputStream stream) throws IOException {
        if (!header.compressed()) {
            return stream;
        }
        StartedInputStream started = StartedInputStream.of(stream, Compression.MAGIC_LENGTH);
        Compression actual =
                named.filter(compression -> compression.matches(started.start()))
                        .or(() -> Compression.of(started.start()))
                        .orElseThrow(this::unknown);
        return new DecompressingInputStream(actual, started);
    }

    ProblemException unknown() {
        return new ProblemException(
                new StreamProblem.CompressionUnknown(header.compressionFilter().orElse("")));
    }

    /** Whether what is to be opened may begin with these bytes; for compressed archives. */
    boolean mayStartWith(byte[] start) {
        return named.map(compression -> compression.matches(start))
                .orElseGet(() -> Compression.of(start).isPresent());
    }
}
