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
import java.util.function.Function;

/**
 * The last checkpoint of one archive, in two files of a record: what stays the same within one file
 * of the archive, which may be large, and all else. At any moment there is a whole checkpoint.
 */
final class CheckpointStore {

    private final Function<String, SealedFile> files;
    private final SealedFile state;
    private final byte[] fingerprint;
    private byte[] savedFile = new byte[0];
    private String savedName = "";

    /**
     * @param files of the archive, by their endings
     */
    CheckpointStore(Function<String, SealedFile> files, byte[] fingerprint) {
        this.files = files;
        this.state = files.apply("state");
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
            String before = savedFile.length == 0 ? nameInState() : savedName;
            if (savedFile != ofFile) {
                String name = Fingerprint.name(ofFile);
                if (!name.equals(before)) {
                    files.apply(name).write(ofFile);
                }
                savedFile = ofFile;
                savedName = name;
            }
            state.write(
                    new RecordWriter().bytes(fingerprint).text(savedName).bytes(bytes).toBytes());
            if (!before.isEmpty() && !before.equals(savedName)) {
                files.apply(before).delete();
            }
        } catch (IOException full) {
            // The one before stays.
        }
    }

    /** The file that an earlier run's checkpoint is within; empty if there is none. */
    private String nameInState() {
        try {
            return state.read()
                    .map(RecordReader::new)
                    .filter(from -> Arrays.equals(from.bytes(), fingerprint))
                    .map(RecordReader::text)
                    .orElse("");
        } catch (IllegalArgumentException | BufferUnderflowException ofAnotherVersion) {
            return "";
        }
    }

    Optional<InsideCheckpoint> read(ChunkSequence archive) {
        try {
            Optional<byte[]> saved = state.read();
            if (saved.isEmpty()) {
                return Optional.empty();
            }
            RecordReader from = new RecordReader(saved.get());
            if (!Arrays.equals(from.bytes(), fingerprint)) {
                return Optional.empty();
            }
            Optional<byte[]> ofFile = files.apply(from.text()).read();
            return ofFile.isPresent()
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
            String name = nameInState();
            state.delete();
            if (!name.isEmpty()) {
                files.apply(name).delete();
            }
        } catch (IOException inUse) {
            // It goes with the record.
        }
    }
}
