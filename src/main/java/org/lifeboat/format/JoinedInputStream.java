package org.lifeboat.format;

import org.lifeboat.content.BulkInputStream;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The chunks of an archive, end to end. */
final class JoinedInputStream extends BulkInputStream {

    private final BackupFormat.ChunkStreams chunks;
    private Optional<InputStream> current = Optional.of(InputStream.nullInputStream());

    JoinedInputStream(BackupFormat.ChunkStreams chunks) {
        this.chunks = chunks;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        while (current.isPresent()) {
            int count = current.get().read(into, offset, length);
            if (count >= 0) {
                return count;
            }
            current = chunks.next();
        }
        return -1;
    }
}
