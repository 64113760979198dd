package org.lifeboat.restore;

import org.lifeboat.archive.Chunk;
import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.format.BackupFormat;

/** Where chunks lie among an archive's decoded bytes. All chunks but the last have one size. */
final class ChunkPositions {

    private final ChunkSequence archive;
    private final BackupFormat format;
    private final long usual;

    ChunkPositions(ChunkSequence archive, BackupFormat format) {
        this.archive = archive;
        this.format = format;
        this.usual = length(0);
    }

    /** Of a chunk's first byte; what is missing before it is counted. */
    long position(int chunk) {
        return archive.chunks().get(chunk).number() * usual;
    }

    /** Bytes that a chunk decodes to. */
    long length(int chunk) {
        return format.decodedBytes(archive.chunks().get(chunk).entry().size());
    }

    long end(int chunk) {
        return position(chunk) + length(chunk);
    }

    /** Whether what lies behind a chunk is where its size says. */
    boolean isUsual(int chunk) {
        Chunk last = archive.chunks().getLast();
        return length(chunk) == usual
                || archive.chunks().get(chunk).equals(last) && length(chunk) < usual;
    }
}
