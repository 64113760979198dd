package org.lifeboat.format;

import org.lifeboat.archive.Archives;
import org.lifeboat.archive.BackupIndex;
import org.lifeboat.archive.Chunk;
import org.lifeboat.archive.ChunkBytes;
import org.lifeboat.archive.Source;
import org.lifeboat.crypto.DigestAlgorithm;
import org.lifeboat.crypto.RecordKey;
import org.lifeboat.header.BackupHeader;
import org.lifeboat.watch.Watch;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * One backup's format with its keys: made for a header that the passphrase vouches for. Safe for
 * use by several threads. {@link #close} wipes the keys.
 */
public interface BackupFormat extends AutoCloseable {

    BackupHeader header();

    /** The algorithm that authenticates, for people. */
    String authenticationAlgorithm();

    /** The cipher, as openssl names it. */
    String cipher();

    /**
     * The digest or function that keys are derived with, once it is known; nothing if nothing is
     * encrypted.
     */
    Optional<String> keyDerivation();

    /** The header's HMACs, in lower-case hexadecimal digits. */
    Authentication headerAuthentication();

    /** What the names of parts end with behind their numbers; may be empty. */
    String partSuffix();

    /**
     * The archives in the order of the backup.
     *
     * @param source for what is small and tells which entries belong together
     */
    Archives archives(Source source, BackupIndex index);

    /**
     * What can be said of the places of authentic parts.
     *
     * @param archives of this backup
     */
    PartPlaces places(Archives archives);

    /** Whether what authenticates a part vouches for its place as well. */
    boolean vouchesForPlaces();

    /**
     * Checks a chunk as it was read. The bytes stay the caller's and are not changed.
     *
     * @param proof the content of the chunk's proof entry
     * @param watch told how far it is; what it throws ends the work
     */
    Authentication authenticate(Chunk chunk, ChunkBytes bytes, Optional<byte[]> proof, Watch watch);

    /**
     * What would make a chunk authentic.
     *
     * @param bytes of the chunk; what is in them that the key is made of has to be right
     * @param proof the content of the chunk's proof entry
     * @return nothing if what is in the bytes or the proof makes no sense
     */
    Optional<Seal> seal(Chunk chunk, ChunkBytes bytes, Optional<byte[]> proof, Watch watch);

    /**
     * What would make a chunk authentic.
     *
     * @param hmac fresh
     * @param end of the bytes that it is over, which begin at 0
     * @param stored what has to come out, in lower-case hexadecimal digits
     */
    record Seal(DigestAlgorithm.Hmac hmac, long end, String stored) {}

    /**
     * What the key of one chunk takes to derive, as the bytes that could be authenticated
     * meanwhile: an estimate by the header's own key. 0 if a chunk's key takes next to nothing.
     */
    long keyWork();

    /**
     * Bytes outside of the heap that deriving the key of one chunk takes: an estimate by the
     * header's own key. 0 if it takes next to nothing.
     */
    long keyMemory();

    /**
     * A key for what a restore notes of itself, which nothing but the passphrase gives. Takes a
     * tenth of a second at most.
     *
     * @param salt of {@link RecordKey#SALT} bytes
     * @return whoever has it closes it
     */
    RecordKey recordKey(byte[] salt);

    /**
     * An archive's tar: decrypted, joined, decompressed.
     *
     * @param chunks the archive's authentic chunks
     */
    default InputStream tar(ChunkStreams chunks) throws IOException {
        return tar(chunks, Entrances.NONE);
    }

    /** The same, telling where it can be entered. */
    InputStream tar(ChunkStreams chunks, Entrances entrances) throws IOException;

    /**
     * An archive's tar from an entrance on.
     *
     * @param chunks the archive's authentic chunks: from where the entrance says they are needed
     */
    InputStream tarFrom(Entrance entrance, ChunkStreams chunks, Entrances entrances)
            throws IOException;

    /** Bytes that a chunk gives when it is decoded. */
    long decodedBytes(long storedBytes);

    /**
     * How an archive is encrypted and compressed.
     *
     * @param firstChunk decoded; read a little, and not closed
     * @return nothing if archives of this format are not taken up in their middle
     * @throws IOException if the chunk cannot be read, or begins as no archive does
     */
    Optional<ArchiveCoding> coding(InputStream firstChunk) throws IOException;

    /**
     * Whether the header promises archives that can be read from any place on, which {@link
     * #coding} of each of them confirms.
     */
    boolean mayBeEntered();

    @Override
    void close();

    /**
     * The chunks of an archive in order, each opened by the decoder that its authentication gave.
     */
    @FunctionalInterface
    interface ChunkStreams {
        /** Nothing after the last. */
        Optional<InputStream> next() throws IOException;
    }
}
