package org.lifeboat.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Files that are written but not yet on the disk. They are synced together, and then each is
 * notified. Safe for use by several threads: one syncs while the others go on.
 */
public final class SyncGroup {

    private static final int MOST_FILES = 4096;
    private static final long MOST_BYTES = 128L << 20;
    private static final Duration LONGEST = Duration.ofSeconds(1);

    /** A file of the group. */
    public interface Member {
        Path path();

        /** In bytes. */
        long size();

        /** It is on the disk. */
        void synced();

        void failed(IOException why);
    }

    private final Path folder;
    private List<Member> members = new ArrayList<>();
    private long bytes;
    private long begun = System.nanoTime();

    /**
     * @param folder of the file system that all files are on
     */
    public SyncGroup(Path folder) {
        this.folder = folder;
    }

    /** Syncs what has come together, if it is time. */
    public void add(Member member) {
        List<Member> due = List.of();
        synchronized (this) {
            members.add(member);
            bytes += member.size();
            if (members.size() >= MOST_FILES
                    || bytes >= MOST_BYTES
                    || System.nanoTime() - begun >= LONGEST.toNanos()) {
                due = take();
            }
        }
        sync(due);
    }

    /** Returns when every file that was added has been notified; nothing may be added meanwhile. */
    public void syncAll() {
        sync(take());
    }

    private synchronized List<Member> take() {
        List<Member> taken = members;
        members = new ArrayList<>();
        bytes = 0;
        begun = System.nanoTime();
        return taken;
    }

    private void sync(List<Member> due) {
        if (due.size() >= FileSystemSync.WORTH_IT && FileSystemSync.isThere(folder)) {
            syncTogether(due);
        } else {
            syncEach(due);
        }
    }

    private void syncTogether(List<Member> due) {
        try {
            FileSystemSync.sync(folder);
        } catch (IOException failed) {
            due.forEach(member -> member.failed(failed));
            return;
        }
        due.forEach(Member::synced);
    }

    /** At once, because a file system writes one journal entry for all that wait together. */
    private static void syncEach(List<Member> due) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            due.forEach(member -> threads.execute(() -> sync(member)));
        }
    }

    private static void sync(Member member) {
        try (FileChannel file = FileChannel.open(member.path(), StandardOpenOption.WRITE)) {
            file.force(true);
        } catch (IOException failed) {
            member.failed(failed);
            return;
        }
        member.synced();
    }
}
