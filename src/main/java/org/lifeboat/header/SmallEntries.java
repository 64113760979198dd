package org.lifeboat.header;

import org.lifeboat.archive.BackupIndex;
import org.lifeboat.archive.OuterEntry;
import org.lifeboat.archive.Proof;
import org.lifeboat.archive.Source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Entries that are small enough to be read whole. */
public final class SmallEntries {

    private final Source source;
    private final BackupIndex index;

    SmallEntries(Source source, BackupIndex index) {
        this.source = source;
        this.index = index;
    }

    /** Empty if it is missing, larger than that many bytes, cut off or unreadable. */
    Optional<byte[]> read(String name, int largest) {
        return index.entry(name).flatMap(entry -> read(entry, largest));
    }

    Optional<byte[]> read(OuterEntry entry, int largest) {
        return entry.isCutOff()
                ? Optional.empty()
                : read(source, entry.offset(), entry.size(), largest);
    }

    Optional<byte[]> read(Proof proof, int largest) {
        return proof.isCutOff()
                ? Optional.empty()
                : read(source, proof.offset(), proof.size(), largest);
    }

    /** Empty if it is larger than that many bytes, or unreadable. */
    public static Optional<byte[]> read(Source source, long offset, long size, int largest) {
        if (size > largest) {
            return Optional.empty();
        }
        byte[] bytes = new byte[(int) size];
        try {
            source.read(offset, ByteBuffer.wrap(bytes));
            return Optional.of(bytes);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
