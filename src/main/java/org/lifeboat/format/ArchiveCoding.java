package org.lifeboat.format;

import org.lifeboat.content.Compression;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * How one archive is encrypted and compressed, read off its first chunk: what is needed to take its
 * stream up behind a chunk that is lost.
 */
public interface ArchiveCoding {

    /** Nothing if the archive's tar is not compressed. */
    Optional<Compression> compression();

    /** The first bytes of the decrypted stream, as many as its compressor's header may have. */
    byte[] start();

    /**
     * Whether the stream can be taken up at any of its bytes: not with every cipher, nor in format
     * 2.
     */
    boolean canResume();

    /** Bytes of the joined chunks that stand before the decrypted stream's first. */
    int headerBytes();

    /**
     * The archive's decrypted stream, which may still be compressed, from some chunk on.
     *
     * @param position bytes that all chunks before have, decoded
     * @param hasEnd whether the last of the chunks is the archive's last, so that the stream has to
     *     end as it must
     */
    Resumed from(long position, boolean hasEnd, BackupFormat.ChunkStreams chunks)
            throws IOException;

    /**
     * A decrypted stream from its middle on.
     *
     * @param position in the decrypted stream, in bytes, of the first byte that is given
     */
    record Resumed(InputStream stream, long position) {}
}
