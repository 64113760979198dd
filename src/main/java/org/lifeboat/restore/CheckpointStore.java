package org.lifeboat.restore;

import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.restore.unfinished.RecordReader;
import org.lifeboat.restore.unfinished.RecordWriter;
import org.lifeboat.restore.unfinished.SealedFile;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The last checkpoint of one archive, in two files of a record. */
final class CheckpointStore {

    private final SealedFile file;
    private final SealedFile state;
    private final byte[] fingerprint;
    private byte[] savedFile = new byte[0];

    /**
     * @param file for what stays the same within one file of the archive
     * @param state for all else
     */
    CheckpointStore(SealedFile file, SealedFile state, byte[] fingerprint) {
        this.file = file;
        this.state = state;
        this.fingerprint = fingerprint;
    }

    /**
     * Without one that can be saved, work is done again: nothing else is wrong then.
     *
     * @param ofFile from {@link InsideCheckpoint#fileToBytes}; the same array for the same file
     * @param bytes from {@link InsideCheckpoint#toBytes}
     */
    synchronized void save(byte[] ofFile, byte[] bytes) {
        try {
            if (savedFile != ofFile) {
                // The state before belongs to another file.
                state.delete();
                file.write(ofFile);
                savedFile = ofFile;
            }
            state.write(new RecordWriter().bytes(fingerprint).bytes(bytes).toBytes());
        } catch (IOException full) {
            // The one before stays.
        }
    }

    Optional<InsideCheckpoint> read(ChunkSequence archive) {
        Optional<byte[]> saved = state.read();
        Optional<byte[]> ofFile = saved.flatMap(there -> file.read());
        if (ofFile.isEmpty()) {
            return Optional.empty();
        }
        try {
            RecordReader from = new RecordReader(saved.get());
            return Arrays.equals(from.bytes(), fingerprint)
                    ? Optional.of(InsideCheckpoint.of(ofFile.get(), from.bytes(), archive))
                    : Optional.empty();
        } catch (IOException
                | IllegalArgumentException
                | NoSuchElementException
                | BufferUnderflowException ofAnotherVersion) {
            return Optional.empty();
        }
    }

    synchronized void delete() {
        try {
            state.delete();
            file.delete();
        } catch (IOException inUse) {
            // It goes with the record.
        }
    }
}
