package org.lifeboat.disk.ext4;

import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Names for what has none: {@code #INODE} in the root's {@code lost+found}, as e2fsck would call
 * it. Where the disk has no such folder, one is made up. Searched for once, when it is first asked
 * for. Safe for use by several threads.
 */
final class LostFound {

    /** The number of a folder that is not on the disk. */
    static final long MADE_UP = -1;

    private static final String NAME = "lost+found";

    private final Ext4 fileSystem;
    private final ReentrantLock searching = new ReentrantLock();
    private Optional<long[]> nameless = Optional.empty();
    private volatile OptionalLong stored = OptionalLong.empty();

    LostFound(Ext4 fileSystem) {
        this.fileSystem = fileSystem;
    }

    /**
     * Whether anything on the disk has no name.
     *
     * @throws CancellationException if it is cancelled
     * @throws IOException if the image cannot be read
     */
    boolean isNeeded(Cancellation cancellation) throws IOException {
        return nameless(cancellation).length > 0;
    }

    /**
     * What a folder has beyond its own names.
     *
     * @param folder its inode's number
     * @throws CancellationException if it is cancelled
     * @throws IOException if the image cannot be read
     */
    Iterator<FolderBlock.Link> links(long folder, Cancellation cancellation) throws IOException {
        if (folder == Ext4.ROOT) {
            boolean makesUp = stored(cancellation) == MADE_UP && isNeeded(cancellation);
            return makesUp
                    ? List.of(link(NAME, MADE_UP, EntryKind.FOLDER)).iterator()
                    : Collections.emptyIterator();
        }
        if (folder != MADE_UP && folder != stored(cancellation)) {
            return Collections.emptyIterator();
        }
        return Arrays.stream(nameless(cancellation))
                .mapToObj(number -> link("#" + number, number, EntryKind.UNKNOWN))
                .iterator();
    }

    private static FolderBlock.Link link(String name, long inode, EntryKind kind) {
        return new FolderBlock.Link(new Name(name.getBytes(StandardCharsets.UTF_8)), inode, kind);
    }

    private long[] nameless(Cancellation cancellation) throws IOException {
        lock(cancellation);
        try {
            if (nameless.isEmpty()) {
                nameless = Optional.of(NamelessInodes.of(fileSystem, cancellation));
            }
            return nameless.get();
        } finally {
            searching.unlock();
        }
    }

    /** Whoever waits for another's search can be cancelled, too. */
    private void lock(Cancellation cancellation) {
        try {
            while (!searching.tryLock(100, TimeUnit.MILLISECONDS)) {
                cancellation.check();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }

    /** The number of the root's {@code lost+found}, if it can be read. */
    private long stored(Cancellation cancellation) {
        if (stored.isEmpty()) {
            stored = OptionalLong.of(find(cancellation));
        }
        return stored.getAsLong();
    }

    private long find(Cancellation cancellation) {
        try {
            FolderEntries entries = fileSystem.namedEntries(fileSystem.folder(Ext4.ROOT));
            while (entries.hasNext()) {
                cancellation.check();
                FolderEntry entry = entries.next();
                if (entry.isFolder()
                        && entry.integrity() != Integrity.DAMAGED
                        && entry.name().text().equals(NAME)) {
                    return entry.inode();
                }
            }
            return MADE_UP;
        } catch (IOException lost) {
            return MADE_UP;
        }
    }
}
