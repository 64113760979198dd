package org.lifeboat.archive;

import java.util.Optional;
import java.util.OptionalInt;

/** What has to follow an entry if its size is right, so that its data need not be searched. */
final class Successors {

    /** Data of fewer bytes has no room for its own end and another entry's header. */
    private static final long ROOM_FOR_ANOTHER = EntryHeader.RECORD - 512;

    /** The longest {@code .hmac} that Qubes reads, in bytes. */
    private static final long LONGEST_PROOF = 4096;

    private final BackupIndexer.Care care;
    private boolean isBackup;
    private String archive = "";
    private long firstSize;

    Successors(BackupIndexer.Care care) {
        this.care = care;
    }

    /**
     * To be called with each entry, in order.
     *
     * @param next the name of what stands behind it
     * @param isEnd whether nothing does, not even damage
     */
    boolean fits(EntryHeader entry, Optional<String> next, boolean isEnd) {
        String name = entry.name();
        boolean isOfBackup = EntryNames.isOfBackup(name);
        isBackup |= isOfBackup;
        boolean isFull = isFullChunk(entry);
        if (entry.size() < ROOM_FOR_ANOTHER) {
            return true;
        }
        if (name.endsWith(EntryNames.PROOF)) {
            return entry.size() <= LONGEST_PROOF;
        }
        if (name.endsWith(EntryNames.ENCRYPTED)) {
            boolean mayEnd = isEnd && care == BackupIndexer.Care.USUAL;
            return isFull
                    && (mayEnd || next.filter(follower -> follows(name, follower)).isPresent());
        }
        // A tar of anything else is not searched through.
        return isOfBackup ? next.filter((name + EntryNames.PROOF)::equals).isPresent() : !isBackup;
    }

    /** Whether it is no larger than the first chunk of its archive, as all are. */
    private boolean isFullChunk(EntryHeader entry) {
        String chunk = EntryNames.without(entry.name(), EntryNames.ENCRYPTED);
        OptionalInt number = EntryNames.number(chunk);
        if (number.isEmpty()) {
            return true;
        }
        String path = chunk.substring(0, chunk.lastIndexOf('.'));
        if (!path.equals(archive)) {
            archive = path;
            firstSize = entry.size();
        }
        return entry.size() <= firstSize;
    }

    private boolean follows(String name, String follower) {
        String chunk = EntryNames.without(name, EntryNames.ENCRYPTED);
        String next = EntryNames.without(follower, EntryNames.ENCRYPTED);
        OptionalInt number = EntryNames.number(chunk);
        OptionalInt nextNumber = EntryNames.number(next);
        if (number.isEmpty() || nextNumber.isEmpty()) {
            return false;
        }
        boolean isSameArchive =
                EntryNames.archive(chunk).equals(EntryNames.archive(next))
                        && nextNumber.getAsInt() == number.getAsInt() + 1;
        boolean isNextArchive = care == BackupIndexer.Care.USUAL && nextNumber.getAsInt() == 0;
        return isSameArchive || isNextArchive;
    }
}
