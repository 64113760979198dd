package org.lifeboat.restore;

import org.lifeboat.crypto.RecordKey;
import org.lifeboat.local.PrivateFiles;
import org.lifeboat.local.SafeNames;
import org.lifeboat.local.Staging;
import org.lifeboat.local.TreeRemoval;
import org.lifeboat.restore.unfinished.SealedLog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The folder in a destination that holds the record of one backup's restore. */
final class RecordFolder {

    private static final String PREFIX = ".lifeboat-unfinished-";
    private static final String LOG = "record";
    private static final int NAME_BYTES = 4;

    private final Path destination;
    private final OpenBackup backup;
    private final Path folder;
    private boolean isForeign;
    private boolean isInUse;
    private Optional<CompletableFuture<RecordKey>> newKey = Optional.empty();
    private final byte[] newSalt = new byte[RecordKey.SALT];

    RecordFolder(Path destination, OpenBackup backup) {
        this.destination = destination;
        this.backup = backup;
        String hash = HexFormat.of().formatHex(Fingerprint.of(backup), 0, NAME_BYTES);
        this.folder = destination.resolve(PREFIX + hash);
        new SecureRandom().nextBytes(newSalt);
    }

    /** Where the record's other files belong. */
    Path path() {
        return folder;
    }

    /** Whether there is a record, perhaps of another passphrase. */
    boolean isThere() {
        return Files.exists(folder.resolve(LOG), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * The record that an earlier run left. Changes nothing but its torn end.
     *
     * @return nothing if there is none, or none of this backup and passphrase
     */
    Optional<RestoreRecord> earlier() {
        Path file = folder.resolve(LOG);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            Optional<RecordKey> key = SealedLog.salt(file).map(backup.format()::recordKey);
            if (key.isEmpty()) {
                isForeign = true;
                return Optional.empty();
            }
            Optional<SealedLog.Opened> opened = SealedLog.open(file, key.get());
            isInUse = opened.isEmpty();
            Optional<RestoreRecord> record =
                    opened.flatMap(log -> RestoreRecord.of(destination, backup, log));
            isForeign = opened.isPresent() && record.isEmpty();
            if (isForeign) {
                opened.get().log().close();
            }
            return record;
        } catch (IOException unreadable) {
            isForeign = true;
            return Optional.empty();
        }
    }

    /** Derives the key of a new record meanwhile. */
    void prepare() {
        newKey =
                Optional.of(
                        CompletableFuture.supplyAsync(() -> backup.format().recordKey(newSalt)));
    }

    /** A new record, and what became of the one that was there. */
    record Begun(Optional<RestoreRecord> record, Optional<String> setAside) {}

    /**
     * Begins a new record. To be called after {@link #prepare}, when the destination is there.
     *
     * @return no record if none can be made
     */
    Begun begin() {
        Optional<String> setAside = Optional.empty();
        try {
            RecordKey key = newKey.orElseThrow().join();
            if (isInUse || SealedLog.isInUse(folder.resolve(LOG))) {
                // It is the other one's as long as that works.
                key.close();

                return new Begun(Optional.empty(), setAside);
            }
            if (isForeign) {
                String name =
                        new Staging(destination)
                                .finish(folder, folder.getFileName() + "-other")
                                .getFileName()
                                .toString();
                setAside = Optional.of(name);
            }
            TreeRemoval.remove(folder);
            PrivateFiles.createFolder(folder);
            // It has its name when it can be told from one that was changed.
            Path unnamed = folder.resolve(LOG + SafeNames.INCOMPLETE);
            SealedLog log = SealedLog.create(unnamed, newSalt, key);
            RestoreRecord record = RestoreRecord.begin(destination, backup, log);
            Files.move(unnamed, folder.resolve(LOG), StandardCopyOption.ATOMIC_MOVE);
            return new Begun(Optional.of(record), setAside);
        } catch (IOException | CompletionException | CancellationException none) {
            // Then the restore cannot be gone on with, and is as good as ever.
            return new Begun(Optional.empty(), setAside);
        }
    }

    /** When nothing is left to be gone on with. */
    void remove() {
        try {
            // As long as the log is there, it says that all is done.
            TreeRemoval.removeUnknown(folder, Set.of(folder.resolve(LOG)));
            TreeRemoval.remove(folder);
        } catch (IOException inUse) {
            // Its results say that all is in place.
        }
    }
}
